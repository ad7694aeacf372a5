import type { Detection } from '../agent.ts';

/** The version all of this was seen with. */
const TESTED = '2.1.329';

export const detect: Detection = {
  command: 'claude',
  versionArgs: ['--version'],
  versionPattern: String.raw`^(\d+\.\d+\.\d+)`,
  tested: TESTED,
  install: `npm install -g @anthropic-ai/claude-code@${TESTED}`,
  keys: [
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'CLAUDE_CODE_USE_BEDROCK',
    'CLAUDE_CODE_USE_VERTEX',
    'CLAUDE_CODE_USE_FOUNDRY',
  ],
  // macOS keeps the sign-in in the keychain, which is not for us to look into: there it is taken for granted.
  signInFiles: [
    '$CLAUDE_CONFIG_DIR/.credentials.json',
    '~/.claude/.credentials.json',
    '~/Library/Keychains/login.keychain-db',
  ],
  signIn: 'claude auth login',
  passes: [
    'ANTHROPIC_BASE_URL',
    'ANTHROPIC_CUSTOM_HEADERS',
    'ANTHROPIC_MODEL',
    'ANTHROPIC_SMALL_FAST_MODEL',
    'ANTHROPIC_DEFAULT_HAIKU_MODEL',
    'ANTHROPIC_DEFAULT_SONNET_MODEL',
    'ANTHROPIC_DEFAULT_OPUS_MODEL',
    'ANTHROPIC_BEDROCK_BASE_URL',
    'ANTHROPIC_VERTEX_BASE_URL',
    'ANTHROPIC_VERTEX_PROJECT_ID',
    'ANTHROPIC_FOUNDRY_RESOURCE',
    'ANTHROPIC_FOUNDRY_API_KEY',
    'AWS_BEARER_TOKEN_BEDROCK',
    'AWS_PROFILE',
    'AWS_REGION',
    'CLOUD_ML_REGION',
    'CLAUDE_CONFIG_DIR',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
  ],
};
