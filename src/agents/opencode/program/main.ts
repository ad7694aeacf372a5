import { readFileSync } from 'node:fs';
import { BEGAN, GIVEN_VARIABLE, type Given, MODELS, NOT_RESUMED } from '../given.ts';
import { BARE_REDIRECT, hasBareRedirect } from './bare-redirect.ts';
import { EventFile } from './event-file.ts';
import { type BusEvent, shortened } from './shorten.ts';

interface Reply {
  readonly data?: unknown;
  readonly error?: unknown;
}

/** The part of OpenCode's own client that is used here. */
interface Client {
  readonly session: {
    readonly promptAsync: (request: {
      readonly path: { readonly id: string };
      readonly body: {
        readonly agent: string;
        readonly parts: readonly { readonly type: 'text'; readonly text: string }[];
      };
    }) => Promise<Reply>;
  };
  readonly config: { readonly providers: () => Promise<Reply> };
}

interface Hooks {
  readonly event: (input: { readonly event: BusEvent }) => Promise<void>;
  readonly 'tool.execute.before': (
    input: { readonly tool: string },
    output: { readonly args?: { readonly command?: unknown } },
  ) => Promise<void>;
  readonly 'shell.env': (input: unknown, output: { readonly env: Record<string, string> }) => Promise<void>;
}

const given = JSON.parse(readFileSync(process.env[GIVEN_VARIABLE] ?? '', 'utf8')) as Given;
const file = new EventFile(given.events);
let begun = false;

const countModels = async (client: Client): Promise<void> => {
  const { data } = await client.config.providers();
  const { providers } = (data ?? {}) as { readonly providers?: readonly { readonly models?: object }[] };
  if (providers === undefined) return;
  const count = providers.reduce((sum, { models = {} }) => sum + Object.keys(models).length, 0);
  file.say(MODELS, { count });
};

const goOn = async (client: Client, resume: NonNullable<Given['resume']>): Promise<void> => {
  const { conversation: id, agent, prompt: text } = resume;
  const { error } = await client.session.promptAsync({
    path: { id },
    body: { agent, parts: [{ type: 'text', text }] },
  });
  if (error !== undefined) file.say(NOT_RESUMED, { text: JSON.stringify(error) });
};

const failed = (error: unknown): void => file.say(NOT_RESUMED, { text: String(error) });

/** OpenCode makes a plugin more than once in a process. */
const begin = (client: Client): void => {
  if (begun) return;
  begun = true;
  file.say(BEGAN, { session: given.session });
  // Its server answers nobody before all plugins are made.
  setTimeout(() => {
    countModels(client).catch(() => {});
    if (given.resume !== null) goOn(client, given.resume).catch(failed);
  }, 0);
};

/** Inside OpenCode: hears every event of it from the first on, and writes down what orch needs. */
export const OrchPlugin = async ({ client }: { readonly client: Client }): Promise<Hooks> => {
  begin(client);
  return {
    event: async ({ event }) => {
      const short = shortened(event);
      if (short !== null) file.say(short.type, short.properties as object);
    },
    'tool.execute.before': async ({ tool }, { args }) => {
      const command = args?.command;
      if (tool === 'bash' && typeof command === 'string' && hasBareRedirect(command))
        throw new Error(BARE_REDIRECT);
    },
    'shell.env': async (_input, { env }) => {
      Object.assign(env, given.shell);
    },
  };
};
