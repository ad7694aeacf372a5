import type { AskBody } from '../../domain/ask.ts';
import { fingerprint } from '../fingerprint.ts';
import { textOf } from '../record.ts';

type Input = Readonly<Record<string, unknown>>;

/** A shell command it wants to run. */
export interface Command {
  readonly text: string;
  readonly why: string | null;
  readonly dir: string;
}

export const commandOf = (input: Input, cwd: string): Command => ({
  text: textOf(input.command) ?? '',
  why: textOf(input.description),
  dir: textOf(input.dir_path) ?? cwd,
});

const plain = { options: [], recommended: null, impact: null } as const;

const told = ({ dir, why }: Command): string => (why === null ? `in ${dir}` : `in ${dir}: ${why}`);

export const permissionAsk = (command: Command): AskBody => ({
  kind: 'permission',
  text: 'Run a command',
  subject: command.text,
  context: told(command),
  ...plain,
  layer: null,
});

export const violationAsk = (command: Command, why: string): AskBody => ({
  kind: 'violation',
  text: 'It tried a command no agent may run',
  subject: command.text,
  context: `${told(command)}\n${why}`,
  ...plain,
  layer: 'hook',
});

/** The same in a session that goes on: an answer given meanwhile finds it. */
export const commandKey = ({ text, dir }: Command): string => `run:${fingerprint(`${dir}\0${text}`)}`;

interface Wanted {
  readonly text: string;
  readonly subject: string;
  readonly context: string | null;
}

const LONGEST_DIFF = 4_000;

const wanted = (details: Input, said: string): Wanted => {
  switch (details.type) {
    case 'exec':
      return { text: 'Run a command', subject: textOf(details.command) ?? said, context: null };
    case 'edit': {
      const diff = textOf(details.fileDiff)?.slice(0, LONGEST_DIFF) ?? null;
      return { text: 'Edit a file', subject: textOf(details.filePath) ?? said, context: diff };
    }
    case 'mcp': {
      const [server, tool] = [textOf(details.serverName) ?? '', textOf(details.toolName) ?? ''];
      return { text: `Use the tool ${tool} of ${server}`, subject: `${server}: ${tool}`, context: null };
    }
    case 'info':
      return { text: 'Fetch from the web', subject: textOf(details.prompt) ?? said, context: null };
    default:
      return { text: textOf(details.title) ?? 'Go on', subject: said, context: null };
  }
};

/** A dialog of its own, as its notification tells of it. */
export const dialogAsk = (details: Input, said: string): { readonly key: string; readonly body: AskBody } => {
  const body: AskBody = { kind: 'permission', ...wanted(details, said), ...plain, layer: null };
  const type = textOf(details.type) ?? '';
  return { key: `dialog:${type}:${fingerprint(body.subject ?? '')}`, body };
};
