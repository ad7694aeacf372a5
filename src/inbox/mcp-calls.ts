import type { AskBody } from '../domain/ask.ts';
import type { Fact } from '../domain/fact.ts';
import { verdictOf } from '../review/verdict.ts';
import { hashOf } from './archive.ts';
import { MCP_KEY } from './mcp-key.ts';

/** What follows from a tool call; `note` and `recall` are for whoever has files. */
export type McpOutcome =
  | { readonly does: 'say'; readonly fact: Fact; readonly text: string }
  | { readonly does: 'hold'; readonly fact: Fact; readonly key: string }
  | { readonly does: 'note'; readonly text: string }
  | { readonly does: 'recall'; readonly query: string }
  | { readonly does: 'refuse'; readonly text: string };

type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 16_000;
const MOST_OPTIONS = 9;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The server has checked every field; who calls without it gets no further than it would. */
const textOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  return text === '' ? null : text;
};

const optionsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).slice(0, MOST_OPTIONS).flatMap((one) => textOf(one) ?? []);

/** The same question with the same options is the same ask, also when its call was cut off in between. */
const keyOf = (question: string, options: readonly string[]): string =>
  MCP_KEY + hashOf(JSON.stringify([question, options]));

/** A recommendation that is no option word for word is still worth reading. */
const withLeaning = (context: string | null, leaning: string | null): string | null =>
  [context, leaning === null ? null : `Recommended: ${leaning}`]
    .filter((part) => part !== null)
    .join('\n\n') || null;

const bodyOf = (text: string, fields: Fields): AskBody => {
  const options = optionsOf(fields.options);
  const recommendation = textOf(fields.recommendation);
  const at = options.indexOf(recommendation ?? '');
  return {
    kind: 'question',
    text,
    options,
    recommended: at < 0 ? null : at,
    context: withLeaning(textOf(fields.context), at < 0 ? recommendation : null),
    impact: textOf(fields.impact),
    subject: null,
    layer: 'mcp',
  };
};

const asked = (question: string, fields: Fields): McpOutcome => {
  const ask = bodyOf(question, fields);
  const key = keyOf(question, ask.options);
  return { does: 'hold', key, fact: { type: 'session.asked', key, source: 'mcp', ask } };
};

const judged = (text: string, fields: Fields): McpOutcome => {
  const verdict = verdictOf({ ...fields, text });
  return verdict === null
    ? { does: 'refuse', text: 'orch knows the verdicts accept, continue, revise and escalate.' }
    : {
        does: 'say',
        fact: { type: 'session.verdict', ...verdict },
        text: 'Your verdict is kept. You are done.',
      };
};

interface Tool {
  /** The field nothing can be made of this call without. */
  readonly needs: string;
  readonly outcome: (text: string, fields: Fields) => McpOutcome;
}

const told = (type: 'progress' | 'milestone' | 'blocker' | 'review_requested', reply: string): Tool => ({
  needs: 'text',
  outcome: (text) => ({ does: 'say', fact: { type: `session.${type}`, text }, text: reply }),
});

const tools: ReadonlyMap<unknown, Tool> = new Map([
  ['ask_human', { needs: 'question', outcome: asked }],
  ['report_progress', told('progress', 'Shown to the person.')],
  ['milestone', told('milestone', 'Kept as a milestone. Go on.')],
  ['blocker', told('blocker', 'The person sees it. Go on with what you can.')],
  ['request_review', told('review_requested', 'Asked for. Go on without waiting.')],
  ['note', { needs: 'text', outcome: (text) => ({ does: 'note', text }) }],
  ['recall', { needs: 'query', outcome: (query) => ({ does: 'recall', query }) }],
  ['give_verdict', { needs: 'text', outcome: judged }],
]);

/** A call of orch's MCP server, read and turned into what follows from it. */
export const readMcpCall = (data: unknown): McpOutcome => {
  const call = isFields(data) ? data : {};
  const tool = tools.get(call.tool);
  if (tool === undefined) return { does: 'refuse', text: `orch has no tool “${String(call.tool)}”.` };
  const fields = isFields(call.arguments) ? call.arguments : {};
  const text = textOf(fields[tool.needs]);
  return text === null
    ? { does: 'refuse', text: `${String(call.tool)} needs \`${tool.needs}\`, a text.` }
    : tool.outcome(text, fields);
};
