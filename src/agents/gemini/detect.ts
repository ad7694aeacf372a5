import type { Detection } from '../agent.ts';

/** The version all of this was seen with. */
const TESTED = '0.61.0';

export const detect: Detection = {
  command: 'gemini',
  versionArgs: ['--version'],
  versionPattern: String.raw`^(\d+\.\d+\.\d+\S*)`,
  tested: TESTED,
  install: `npm install -g @google/gemini-cli@${TESTED}`,
  keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  signInFiles: ['~/.gemini/oauth_creds.json', '~/.gemini/.env'],
  signIn: 'gemini',
  passes: [
    'GOOGLE_GEMINI_BASE_URL',
    'GOOGLE_VERTEX_BASE_URL',
    'GOOGLE_GENAI_USE_VERTEXAI',
    'GOOGLE_GENAI_USE_GCA',
    'GOOGLE_GENAI_API_VERSION',
    'GOOGLE_CLOUD_PROJECT',
    'GOOGLE_CLOUD_LOCATION',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'GEMINI_API_KEY_AUTH_MECHANISM',
    'GEMINI_CLI_CUSTOM_HEADERS',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
  ],
};
