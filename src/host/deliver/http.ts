import type { AgentServer, HttpRequest } from '../../agents/agent.ts';
import { askServer, bodyOf, isGood } from '../loopback.ts';
import type { Refusal } from './room.ts';

const TIMEOUT_MS = 10_000;
const SHORT = 200;

const oneLine = (body: string): string => body.replace(/\s+/g, ' ').trim().slice(0, SHORT);

const asked = async (server: AgentServer, request: HttpRequest, signal: AbortSignal): Promise<Refusal> => {
  const response = await askServer(server, { ...request, signal });
  const body = oneLine(await bodyOf(response));
  if (isGood(response)) return null;
  return `its server answered ${request.method} ${request.path} with ${response.statusCode}${body === '' ? '' : `: ${body}`}`;
};

/** One request after the other; what the first refuses the next does not try. */
export const requested = async (
  server: AgentServer | null,
  requests: readonly HttpRequest[],
  ended: AbortSignal,
): Promise<Refusal> => {
  if (server === null) return 'this agent has no server of its own';
  for (const request of requests) {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const refusal = await asked(server, request, AbortSignal.any([ended, late]));
      if (refusal !== null) return refusal;
    } catch (error) {
      if (late.aborted) return `its server did not answer ${request.path} within ${TIMEOUT_MS / 1000} s`;
      return `its server cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return null;
};
