import type { Verdict } from '../domain/review.ts';

const verdicts = ['accept', 'continue', 'revise', 'escalate'] as const;
const MOST_WORDS = 200;
const MOST_FINDINGS = 50;
/** An agent hears them among its first words, and those must fit into a command line. */
const LONGEST = 1_500;

const clipped = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);

const inWords = (text: string): string => {
  const words = text.trim().split(/\s+/);
  return clipped(words.length <= MOST_WORDS ? text.trim() : `${words.slice(0, MOST_WORDS).join(' ')} …`);
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** A value by the schema, or null: nothing is made of what is not. */
export const verdictOf = (value: unknown): Verdict | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { verdict, text, findings } = value as Record<string, unknown>;
  const known = verdicts.find((each) => each === verdict);
  if (known === undefined) return null;
  return {
    verdict: known,
    text: isText(text) ? inWords(text) : '',
    findings: Array.isArray(findings) ? findings.filter(isText).slice(0, MOST_FINDINGS).map(inWords) : [],
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The verdict an agent without orch's tools ends its last message with: one JSON object, fenced or not. */
export const verdictIn = (message: string): Verdict | null => {
  const fenced = [...message.matchAll(/```(?:json)?\s*\n([\s\S]*?)\n\s*```/g)].map((match) => match[1] ?? '');
  const bare = message.slice(Math.max(0, message.lastIndexOf('{"verdict"')));
  for (const text of [...fenced.reverse(), bare, message]) {
    const verdict = verdictOf(parsed(text.trim()));
    if (verdict !== null) return verdict;
  }
  return null;
};
