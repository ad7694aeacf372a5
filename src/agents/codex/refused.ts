import type { Fact } from '../../domain/fact.ts';
import { isObject, textOf } from '../record.ts';
import type { CodexMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the sandbox refused, as the program said it. */
export const REFUSED_PATH = String.raw`['‘"]?(?<path>\/[^'’"\n:]+)['’"]?: (?:Read-only file system|Operation not permitted)$`;
const REFUSED = new RegExp(REFUSED_PATH, 'gm');

/** Writing to git's own folder is refused by orch's wish: no trouble. */
const refusals = (output: string): readonly string[] =>
  (output.match(REFUSED) ?? []).filter((line) => !/\/\.git(?:\/|\b)/.test(line));

const told = (line: string | undefined): readonly Fact[] =>
  line === undefined
    ? []
    : [{ type: 'session.trouble', source: 'file', trouble: 'path', text: line, ended: false }];

/** A tool that runs commands, by itself or in the code that newer models write. */
const runsCommands = (row: Row): boolean =>
  row.name === 'exec_command' || (row.name === 'exec' && (textOf(row.input) ?? '').includes('exec_command'));

/** What a command printed: a refusal where it failed, and no news where its output comes once more. */
export const commandDone = (item: Row, memory: CodexMemory): Seen => {
  const lines = refusals(textOf(item.aggregated_output) ?? '');
  const heard = lines.length > 0 && memory.commands.length > 0;
  const next = heard ? { ...memory, printed: [...memory.printed, ...lines] } : memory;
  return { facts: item.status === 'failed' ? told(lines[0]) : [], memory: next };
};

const outputOf = (output: unknown): string =>
  Array.isArray(output)
    ? output.map((part) => (isObject(part) ? (textOf(part.text) ?? '') : '')).join('\n')
    : (textOf(output) ?? '');

const STILL_RUNS = /^(?:Process running with session ID|Script running with cell ID)/m;

/**
 * Of a command that its sandbox stops at once Codex records no item: what the model is given back
 * is then all there is.
 */
export const toolCall = (row: Row, memory: CodexMemory): Seen => {
  const call = textOf(row.call_id);
  if (call === null) return nothing(memory);
  if (row.type === 'function_call' || row.type === 'custom_tool_call')
    return {
      facts: [],
      memory: runsCommands(row) ? { ...memory, commands: [...memory.commands, call] } : memory,
    };
  const output = row.type === 'function_call_output' || row.type === 'custom_tool_call_output';
  if (!output || !memory.commands.includes(call)) return nothing(memory);
  const commands = memory.commands.filter((each) => each !== call);
  const text = outputOf(row.output);
  // One that goes on has its item when it ends.
  const lines = STILL_RUNS.test(text) ? [] : refusals(text);
  const news = lines.filter((line) => !memory.printed.includes(line));
  return {
    facts: told(news[0]),
    memory: { ...memory, commands, printed: commands.length === 0 ? [] : memory.printed },
  };
};
