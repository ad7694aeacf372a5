import type { Agent } from '../agent.ts';
import { answer, tell } from './answer.ts';
import { launch, resume } from './launch.ts';
import { observe } from './observe.ts';
import { recoveries } from './recoveries.ts';

/** OpenAI's Codex CLI, in its own interactive terminal. */
export const codex: Agent = {
  name: 'codex',
  detect: {
    command: 'codex',
    versionArgs: ['--version'],
    versionPattern: String.raw`(\d+\.\d+\.\d+\S*)`,
    tested: '0.169.0',
    install: 'npm install -g @openai/codex',
    keys: ['OPENAI_API_KEY'],
    signInFiles: ['$CODEX_HOME/auth.json', '~/.codex/auth.json'],
    signIn: 'codex login',
    passes: ['CODEX_HOME', 'CODEX_CA_CERTIFICATE', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  },
  lacks: () => null,
  launch,
  resume,
  observe,
  answer,
  tell,
  outputIsProgress: false,
  recoveries,
};
