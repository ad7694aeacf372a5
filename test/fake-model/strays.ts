import type { ServerResponse } from 'node:http';
import type { Request } from './server.ts';

const BYTES_A_TOKEN = 4;

const bodyFor = ({ method, path, body }: Request): unknown => {
  const tokens = Math.ceil(body.length / BYTES_A_TOKEN);
  if (/\/(count_tokens|input_tokens)$/.test(path)) return { input_tokens: tokens };
  if (path.endsWith(':countTokens')) return { totalTokens: tokens };
  if (method === 'GET' && path.endsWith('/models'))
    return { object: 'list', data: [], models: [], has_more: false };
  return null;
};

/** What is asked beside the model: how many tokens a text has, which models there are. */
export const answerStray = (request: Request, response: ServerResponse): void => {
  const body = bodyFor(request);
  response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body ?? { error: { type: 'not_found_error', message: 'Not found' } }));
};
