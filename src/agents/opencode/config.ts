import type { LaunchContext } from '../agent.ts';
import { explorerRules, helperRules, mainRules } from './rules.ts';

/** The agent of OpenCode's that works for orch; its rules are ours alone. */
export const AGENT = 'orch';

const DAY_MS = 24 * 60 * 60_000;

/**
 * An unknown model makes OpenCode take another one without a word, and spend on
 * it. With nothing else on its list it cannot.
 */
const onlyModel = (model: string | null): object => {
  const [provider = '', ...name] = model?.split('/') ?? [];
  if (model === null) return {};
  return {
    model,
    enabled_providers: [provider],
    provider: { [provider]: { whitelist: [name.join('/')] } },
  };
};

/** What is laid over the person's and the project's own configuration, as JSON. */
export const configText = (context: LaunchContext): string => {
  const { model, mcp } = context;
  const same = model === null ? {} : { model };
  return JSON.stringify({
    $schema: 'https://opencode.ai/config.json',
    ...onlyModel(model),
    autoupdate: false,
    share: 'disabled',
    // Its own copies of the tree, for an undo nobody here makes: git has the work.
    snapshot: false,
    // A title costs tokens that no record of OpenCode's counts.
    agent: {
      title: { disable: true },
      summary: { disable: true },
      [AGENT]: {
        description: 'Works on one task, watched by orch.',
        mode: 'primary',
        permission: mainRules(context),
      },
      general: { ...same, permission: helperRules(context) },
      explore: { ...same, permission: explorerRules(context) },
    },
    mcp: {
      orch: {
        type: 'local',
        command: [mcp.command, ...mcp.args],
        environment: mcp.env,
        enabled: true,
        // A question to a person may wait for hours.
        timeout: DAY_MS,
      },
    },
    plugin: [`file://${context.programs}/opencode-plugin.js`],
    // A denied command is no reason to stop working.
    experimental: { continue_loop_on_deny: true },
  });
};
