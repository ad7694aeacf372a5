import type { EarlierSession, LaunchContext, LaunchPlan } from '../agent.ts';
import { AGENT, configText } from './config.ts';
import { files } from './files.ts';
import { folderEnv, ownFolders } from './folders.ts';
import { knownIn } from './known.ts';

const USER = 'opencode';

/** What is true when its events begin; their order is the order they are read in. */
const FIRST = ['/config/providers', '/session', '/session/status', '/permission', '/question'];

const plan = (context: LaunchContext, conversation: string | null): LaunchPlan => {
  const { port, secret, model, settings } = context;
  return {
    argv: [
      settings.command ?? 'opencode',
      ...settings.args,
      ...['--hostname', '127.0.0.1', '--port', String(port), '--agent', AGENT],
      ...(model === null ? [] : ['--model', model]),
      ...(conversation === null ? [] : ['--session', conversation]),
      ...context.extraArgs,
      `--prompt=${context.prompt}`,
    ],
    env: {
      ...folderEnv(ownFolders(context)),
      OPENCODE_CONFIG_CONTENT: configText(context),
      OPENCODE_SERVER_PASSWORD: secret,
      OPENCODE_DISABLE_AUTOUPDATE: '1',
    },
    files: files(context),
    sources: [
      {
        kind: 'events',
        id: context.session,
        path: '/event',
        // A message that was paid for just before the end is found in the conversation itself.
        first: [...FIRST, ...(conversation === null ? [] : [`/session/${conversation}/message`])],
      },
    ],
    server: {
      url: `http://127.0.0.1:${port}`,
      headers: { authorization: `Basic ${btoa(`${USER}:${secret}`)}` },
    },
  };
};

export const launch = (context: LaunchContext): LaunchPlan => plan(context, null);

/** Its conversation lies in the task's own home; one that never began cannot be gone on with. */
export const resume = (context: LaunchContext, earlier: EarlierSession): LaunchPlan | null => {
  const conversation = knownIn(earlier.memory).root ?? earlier.conversation;
  return conversation.startsWith('ses_') ? plan(context, conversation) : null;
};
