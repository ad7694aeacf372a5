import type { LaunchContext } from '../agent.ts';

const has = ({ personEnv }: LaunchContext, name: string): boolean => (personEnv[name] ?? '') !== '';

const signedIn = ({ signInFiles }: LaunchContext): boolean =>
  signInFiles.some((file) => file.endsWith('/oauth_creds.json'));

/** Asked for at its first start unless its settings say it: by what the person has. */
export const signInType = (context: LaunchContext): string => {
  if (context.personEnv.GOOGLE_GENAI_USE_GCA === 'true') return 'oauth-personal';
  if (context.personEnv.GOOGLE_GENAI_USE_VERTEXAI === 'true') return 'vertex-ai';
  if (has(context, 'GEMINI_API_KEY')) return 'gemini-api-key';
  if (has(context, 'GOOGLE_API_KEY')) return 'vertex-ai';
  return signedIn(context) ? 'oauth-personal' : 'gemini-api-key';
};
