import type { Agent } from '../agent.ts';
import { answer, tell } from './answer.ts';
import { launch, resume } from './launch.ts';
import { observe } from './observe.ts';

/** OpenCode in its own terminal, its server asked and answered over loopback. */
export const opencode: Agent = {
  name: 'opencode',
  detect: {
    command: 'opencode',
    versionArgs: ['--version'],
    versionPattern: '(\\d+\\.\\d+\\.\\d+)',
    tested: '1.18.33',
    install: 'npm install --global opencode-ai',
    keys: [
      ...['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'OPENROUTER_API_KEY', 'OPENCODE_API_KEY', 'GEMINI_API_KEY'],
      ...[
        'GOOGLE_GENERATIVE_AI_API_KEY',
        'XAI_API_KEY',
        'GROQ_API_KEY',
        'MISTRAL_API_KEY',
        'DEEPSEEK_API_KEY',
      ],
    ],
    // A model of the person's own machine needs no sign-in, but is configured.
    signInFiles: [
      '~/.local/share/opencode/auth.json',
      '~/.config/opencode/opencode.json',
      '~/.config/opencode/opencode.jsonc',
    ],
    signIn: 'opencode auth login',
    passes: [
      ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'XDG_STATE_HOME'],
      ...['AWS_PROFILE', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
      ...['AWS_BEARER_TOKEN_BEDROCK', 'AZURE_API_KEY', 'AZURE_RESOURCE_NAME', 'GOOGLE_CLOUD_PROJECT'],
      ...['GOOGLE_APPLICATION_CREDENTIALS', 'VERTEX_LOCATION', 'OPENCODE_DISABLE_MODELS_FETCH'],
      ...['ANTHROPIC_BASE_URL', 'OPENAI_BASE_URL'],
    ],
  },
  lacks: () => null,
  launch,
  resume,
  observe,
  answer,
  tell,
  outputIsProgress: false,
  recoveries: [],
};
