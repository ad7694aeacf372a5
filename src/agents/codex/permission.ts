import type { AskBody } from '../../domain/ask.ts';
import { fingerprint } from '../fingerprint.ts';
import { isObject, textOf } from '../record.ts';

/** A tool Codex wants to use, as its hooks tell of it. */
export interface ToolUse {
  readonly tool: string;
  readonly command: string | null;
  readonly reason: string | null;
  readonly cwd: string;
  readonly input: unknown;
}

export const toolUse = (call: Readonly<Record<string, unknown>>): ToolUse => {
  const input = isObject(call.tool_input) ? call.tool_input : {};
  return {
    tool: textOf(call.tool_name) ?? 'a tool',
    command: textOf(input.command),
    reason: textOf(input.description),
    cwd: textOf(call.cwd) ?? '',
    input,
  };
};

const LONGEST_PATCH = 4_000;

const pathsIn = (patch: string): readonly string[] => [
  ...new Set(
    [...patch.matchAll(/^\*\*\* (?:Add File|Update File|Delete File|Move to): (.+)$/gm)].map(
      (match) => match[1]?.trim() ?? '',
    ),
  ),
];

const told = ({ cwd, reason }: ToolUse): string => (reason === null ? `in ${cwd}` : `in ${cwd}: ${reason}`);

const wanted = (use: ToolUse): Pick<AskBody, 'text' | 'subject' | 'context'> => {
  if (use.tool === 'apply_patch' && use.command !== null) {
    const patch = use.command.slice(0, LONGEST_PATCH);
    const subject = pathsIn(use.command).join(', ');
    return { text: 'Edit files', subject, context: `${told(use)}\n${patch}` };
  }
  if (use.command !== null) return { text: 'Run a command', subject: use.command, context: told(use) };
  return { text: `Use ${use.tool}`, subject: JSON.stringify(use.input), context: told(use) };
};

const plain = { options: [], recommended: null, impact: null } as const;

export const permissionBody = (use: ToolUse): AskBody => ({
  kind: 'permission',
  ...wanted(use),
  ...plain,
  layer: null,
});

export const violationBody = (use: ToolUse, why: string): AskBody => ({
  kind: 'violation',
  text: 'It tried a command no agent may run',
  subject: use.command,
  context: `${told(use)}\n${why}`,
  ...plain,
  layer: 'hook',
});

/** The same in a session that goes on: an answer given meanwhile finds it. */
export const askKey = (kind: 'permission' | 'violation', use: ToolUse): string =>
  `${kind}:${fingerprint(`${use.tool}\0${use.command ?? JSON.stringify(use.input)}`)}`;
