import type { AskBody } from '../../domain/ask.ts';
import { textOf } from '../record.ts';

type Input = Readonly<Record<string, unknown>>;

/** A tool it wants to use, as its hooks tell. */
export interface ToolCall {
  readonly tool: string;
  readonly input: Input;
  readonly cwd: string | null;
  /** The subagent that wants it, where it is one. */
  readonly subagent: string | null;
}

interface Named {
  readonly text: string;
  /** The key of its input that is to be decided upon. */
  readonly subject: string;
  /** Keys that say more of it. */
  readonly more: readonly string[];
}

const shell: Named = { text: 'Run a command', subject: 'command', more: ['description'] };

const tools: Readonly<Record<string, Named>> = {
  Bash: shell,
  Monitor: shell,
  PowerShell: shell,
  Edit: { text: 'Edit a file', subject: 'file_path', more: ['old_string', 'new_string'] },
  Write: { text: 'Write a file', subject: 'file_path', more: ['content'] },
  NotebookEdit: { text: 'Edit a notebook', subject: 'notebook_path', more: ['new_source'] },
  Read: { text: 'Read a file', subject: 'file_path', more: [] },
  Grep: { text: 'Search files', subject: 'path', more: ['pattern'] },
  Glob: { text: 'Find files', subject: 'path', more: ['pattern'] },
  WebFetch: { text: 'Fetch a web page', subject: 'url', more: ['prompt'] },
  WebSearch: { text: 'Search the web', subject: 'query', more: [] },
  ExitPlanMode: { text: 'Carry out its plan', subject: 'planFilePath', more: ['plan'] },
};

const LONGEST = 400;

const short = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

const otherTool = (tool: string): Named => {
  const [, server, name] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  const text = server === undefined ? `Use the tool ${tool}` : `Use the tool ${name} of ${server}`;
  return { text, subject: '', more: [] };
};

const namedOf = (tool: string): Named =>
  (Object.hasOwn(tools, tool) ? tools[tool] : undefined) ?? otherTool(tool);

/** Exactly what would be done, in one line of text. */
export const subjectOf = ({ tool, input }: ToolCall): string =>
  textOf(input[namedOf(tool).subject]) ?? short(JSON.stringify(input));

const contextOf = ({ tool, input, cwd, subagent }: ToolCall, why: string | null): string | null => {
  const said = namedOf(tool).more.flatMap((key) => {
    const text = textOf(input[key]);
    return text === null || text === '' ? [] : [short(text)];
  });
  const lines = [
    ...(why === null ? [] : [why]),
    ...said,
    ...(cwd === null ? [] : [`in ${cwd}`]),
    ...(subagent === null ? [] : [`by its subagent ${subagent}`]),
  ];
  return lines.length === 0 ? null : lines.join('\n');
};

const body = (kind: AskBody['kind'], text: string, call: ToolCall, why: string | null): AskBody => ({
  kind,
  text,
  options: [],
  recommended: null,
  context: contextOf(call, why),
  impact: null,
  subject: subjectOf(call),
  layer: kind === 'violation' ? 'hook' : null,
});

export const permissionAsk = (call: ToolCall): AskBody =>
  body('permission', namedOf(call.tool).text, call, null);

export const violationAsk = (call: ToolCall, why: string): AskBody =>
  body('violation', 'It tried what no agent may do by itself', call, why);
