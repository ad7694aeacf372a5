import type { EarlierSession, LaunchContext, LaunchPlan } from '../agent.ts';
import { AGENT, configText } from './config.ts';
import { eventsFile, files, givenFile } from './files.ts';
import { folderEnv, ownFolders } from './folders.ts';
import { GIVEN_VARIABLE } from './given.ts';
import { knownIn } from './known.ts';
import { BEFORE, EVENTS } from './observe.ts';

const USER = 'opencode';

const plan = (context: LaunchContext, conversation: string | null, before: string | null): LaunchPlan => {
  const { port, secret, model, settings } = context;
  return {
    argv: [
      settings.command ?? 'opencode',
      ...settings.args,
      ...['--hostname', '127.0.0.1', '--port', String(port), '--agent', AGENT],
      ...(model === null ? [] : ['--model', model]),
      ...context.extraArgs,
      // Where it opens an earlier conversation it takes no prompt: the plugin gives it there.
      ...(conversation === null ? [`--prompt=${context.prompt}`] : ['--session', conversation]),
    ],
    env: {
      ...folderEnv(ownFolders(context)),
      OPENCODE_CONFIG_CONTENT: configText(context),
      OPENCODE_SERVER_PASSWORD: secret,
      [GIVEN_VARIABLE]: givenFile(context),
      OPENCODE_DISABLE_AUTOUPDATE: '1',
    },
    files: files(context, conversation),
    sources: [
      { kind: 'follow', id: EVENTS, path: eventsFile(context.scratch) },
      // What was paid for just before the end of the session it goes on with.
      ...(before === null ? [] : [{ kind: 'follow' as const, id: BEFORE, path: eventsFile(before) }]),
    ],
    server: {
      url: `http://127.0.0.1:${port}`,
      headers: { authorization: `Basic ${btoa(`${USER}:${secret}`)}` },
    },
  };
};

export const launch = (context: LaunchContext): LaunchPlan => plan(context, null, null);

/** Its conversation lies in the task's own home; one that never began cannot be gone on with. */
export const resume = (context: LaunchContext, earlier: EarlierSession): LaunchPlan | null => {
  const conversation = knownIn(earlier.memory).root ?? earlier.conversation;
  return conversation.startsWith('ses_') ? plan(context, conversation, earlier.scratch) : null;
};
