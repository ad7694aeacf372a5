import type { LaunchContext } from '../agent.ts';

interface KeyAnswer {
  readonly approved: readonly string[];
  readonly rejected: readonly string[];
}

/** It remembers a key by its end. */
const END = 20;

/**
 * A key in the environment of somebody who is signed in is for other programs, as Claude Code
 * itself supposes; one given for the agent in orch.yaml or the task file is meant.
 */
const keyAnswer = ({ personEnv, settings, task, signInFiles }: LaunchContext): KeyAnswer => {
  const given = task.env.ANTHROPIC_API_KEY ?? settings.env.ANTHROPIC_API_KEY ?? '';
  const ends = [given === '' ? (personEnv.ANTHROPIC_API_KEY ?? '') : given]
    .filter((key) => key !== '')
    .map((key) => key.slice(-END));
  const signedIn = signInFiles.some((file) => file.endsWith('.credentials.json'));
  return signedIn && given === '' ? { approved: [], rejected: ends } : { approved: ends, rejected: [] };
};

/** `.claude.json` of the private home: every dialog of a first run answered already. */
export const firstRunConfig = (context: LaunchContext): string =>
  `${JSON.stringify(
    {
      hasCompletedOnboarding: true,
      theme: 'dark',
      autoUpdates: false,
      customApiKeyResponses: keyAnswer(context),
      projects: {
        [context.cwd]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true },
      },
    },
    null,
    2,
  )}\n`;
