import type { Asked, Message } from './asked.ts';
import type { Step } from './script.ts';

const MARK = /\[\[([\w.-]+)\]\]/g;

export interface Picked {
  readonly script: string;
  /** From 0. */
  readonly turn: number;
  /** Null once all are over. */
  readonly step: Step | null;
}

const lastMark = (message: Message, scripts: ReadonlyMap<string, readonly Step[]>): string | null => {
  if (message.role !== 'person') return null;
  const marks = [...message.text.matchAll(MARK)].map((match) => match[1] ?? '');
  return marks.findLast((name) => scripts.has(name)) ?? null;
};

/** Answers of the model that follow each other without a word between them are one turn. */
const turnsIn = (messages: readonly Message[]): number =>
  messages.filter((message, i) => message.role === 'model' && messages[i - 1]?.role !== 'model').length;

/**
 * The script the last mark of a person asks for, and the turn it has come to: as many as the model has
 * answered since. The request alone decides, so retries, kills and resumes land on the right turn.
 */
export const pick = (
  asked: Pick<Asked, 'messages'>,
  scripts: ReadonlyMap<string, readonly Step[]>,
): Picked | null => {
  for (let at = asked.messages.length - 1; at >= 0; at -= 1) {
    const message = asked.messages[at];
    const script = message === undefined ? null : lastMark(message, scripts);
    if (script === null) continue;
    const turn = turnsIn(asked.messages.slice(at + 1));
    return { script, turn, step: scripts.get(script)?.[turn] ?? null };
  }
  return null;
};
