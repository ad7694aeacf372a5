import type { LaunchContext, PlannedFile } from '../agent.ts';
import { AGENT } from './config.ts';
import { folderEnv, ownFolders, personFolders } from './folders.ts';
import { GIVEN_VARIABLE, type Given } from './given.ts';

const PLUGIN_LIBRARY = '@opencode-ai/plugin';

/**
 * OpenCode installs a library of 60 MB into each of its config folders that
 * seems to lack it, from the network, before its first word: this one does not.
 */
const asInstalled = (folder: string): readonly PlannedFile[] => {
  const dependencies = { [PLUGIN_LIBRARY]: '*' };
  const lock = { lockfileVersion: 3, packages: { '': { dependencies } } };
  return [
    { path: `${folder}/package.json`, text: `${JSON.stringify({ dependencies })}\n` },
    { path: `${folder}/package-lock.json`, text: `${JSON.stringify(lock)}\n` },
    { path: `${folder}/node_modules/.orch`, text: '' },
  ];
};

export const givenFile = ({ scratch }: LaunchContext): string => `${scratch}/opencode.json`;
export const eventsFile = (scratch: string): string => `${scratch}/events.jsonl`;

/** What the agent runs sees the person's folders, and nothing it could talk to OpenCode's server with. */
const shellOf = (context: LaunchContext): Given['shell'] => ({
  ...folderEnv(personFolders(context)),
  OPENCODE_SERVER_PASSWORD: '',
  OPENCODE_CONFIG_CONTENT: '',
  [GIVEN_VARIABLE]: '',
});

const givenOf = (context: LaunchContext, conversation: string | null): Given => ({
  session: context.session,
  events: eventsFile(context.scratch),
  shell: shellOf(context),
  resume: conversation === null ? null : { conversation, agent: AGENT, prompt: context.prompt },
});

/** A copy of the person's configuration, their sign-in by link: a token it renews stays theirs. */
export const files = (context: LaunchContext, conversation: string | null): readonly PlannedFile[] => {
  const [person, own] = [personFolders(context), ownFolders(context)];
  const copied = (at: 'config' | 'state', name: string): PlannedFile => ({
    path: `${own[at]}/${name}`,
    copy: `${person[at]}/${name}`,
  });
  const linked = (name: string): PlannedFile => ({
    path: `${own.data}/${name}`,
    link: `${person.data}/${name}`,
  });
  return [
    copied('config', 'opencode'),
    ...asInstalled(`${own.config}/opencode`),
    copied('state', 'opencode/model.json'),
    copied('state', 'opencode/kv.json'),
    linked('opencode/auth.json'),
    linked('opencode/mcp-auth.json'),
    { path: givenFile(context), text: `${JSON.stringify(givenOf(context, conversation))}\n` },
  ];
};
