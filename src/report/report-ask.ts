import type { Answer } from '../domain/ask.ts';
import type { AskEntry } from '../state/model.ts';

export const isoTime = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** An answer as a person would say it. */
export const answerText = (answer: Answer): string => {
  if (answer.kind === 'text') return answer.text;
  if (answer.kind === 'allow') return 'allowed';
  return answer.reason === null ? 'denied' : `denied: ${answer.reason}`;
};

/** How long it waited for somebody's word; one that is gone waits no longer. */
const waitedMs = (ask: AskEntry, now: number): number =>
  Math.max(0, (ask.answered_at ?? ask.closed_at ?? ask.delivered_at ?? now) - ask.opened_at);

export const reportAsk = (ask: AskEntry, now: number) => ({
  id: ask.id,
  task: ask.task,
  kind: ask.body.kind,
  text: ask.body.text,
  subject: ask.body.subject,
  options: ask.body.options,
  layer: ask.body.layer,
  state: ask.state,
  opened: isoTime(ask.opened_at),
  waited_ms: waitedMs(ask, now),
  answer: ask.answer === null ? null : answerText(ask.answer),
  by: ask.by,
  answered: isoTime(ask.answered_at),
  via: ask.via,
  sent: isoTime(ask.sent_at),
  delivered: isoTime(ask.delivered_at),
  proof: ask.proof,
  closed: isoTime(ask.closed_at),
  how: ask.how,
});

export type ReportAsk = ReturnType<typeof reportAsk>;

/** Rules answer at once; everything else waited for the person. */
export const waitingOf = (asks: readonly ReportAsk[]) => {
  const forYou = asks.filter((ask) => ask.by === null || ask.by === 'person');
  const longest = forYou.toSorted((a, b) => b.waited_ms - a.waited_ms)[0];
  return {
    asks: forYou.length,
    by_rule: asks.length - forYou.length,
    open: asks.filter((ask) => ask.answer === null && ask.closed === null && ask.delivered === null).length,
    waited_ms: forYou.reduce((sum, ask) => sum + ask.waited_ms, 0),
    longest: longest === undefined ? null : { ask: longest.id, waited_ms: longest.waited_ms },
  };
};
