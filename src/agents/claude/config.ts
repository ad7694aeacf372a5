import type { LaunchContext } from '../agent.ts';

const keyOf = ({ personEnv }: LaunchContext): string => personEnv.ANTHROPIC_API_KEY ?? '';

/** `.claude.json` of the private home: every dialog of a first run answered already. */
export const firstRunConfig = (context: LaunchContext): string => {
  const key = keyOf(context);
  return `${JSON.stringify(
    {
      hasCompletedOnboarding: true,
      theme: 'dark',
      autoUpdates: false,
      // It remembers an approved key by its end.
      customApiKeyResponses: { approved: key === '' ? [] : [key.slice(-20)], rejected: [] },
      projects: {
        [context.cwd]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true },
      },
    },
    null,
    2,
  )}\n`;
};
