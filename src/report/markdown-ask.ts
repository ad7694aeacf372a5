import type { ReportAsk } from './report-ask.ts';
import { clockTime, code, duration, prose } from './text.ts';

const who = (by: string | null): string => (by === null || by === 'person' ? 'you' : prose(by));

const outcomeOf = (ask: ReportAsk): string => {
  if (ask.answer === null)
    return ask.closed === null ? '**still open**' : `not answered: ${prose(ask.how ?? '')}`;
  return `${who(ask.by)}: “${prose(ask.answer)}”`;
};

/** What is known of the answer's way to the agent; only a fact of the agent proves that it got there. */
const deliveryOf = (ask: ReportAsk): string | null => {
  if (ask.answer === null) return null;
  const sent = ask.sent === null ? [] : [`sent ${clockTime(ask.sent)} (${prose(ask.via ?? '')})`];
  if (ask.delivered !== null)
    return [...sent, `delivered ${clockTime(ask.delivered)} (${prose(ask.proof ?? '')})`].join(' → ');
  if (ask.closed !== null && ask.how !== null) return [...sent, prose(ask.how)].join(' → ');
  return sent.length === 0 ? 'not sent' : [...sent, '**delivery not proved**'].join(' → ');
};

/** One ask with its answer, how long it waited and whether the answer arrived. */
export const askLines = (ask: ReportAsk): readonly string[] => {
  const subject = ask.subject === null ? '' : ` ${code(ask.subject)}`;
  const layer = ask.layer === null ? '' : `, seen by ${prose(ask.layer)}`;
  const delivery = deliveryOf(ask);
  return [
    `- ${ask.kind} ${code(ask.id)}: ${prose(ask.text)}${subject}`,
    `  - ${outcomeOf(ask)}`,
    `  - asked ${clockTime(ask.opened)}, waited ${duration(ask.waited_ms)}${layer}`,
    ...(delivery === null ? [] : [`  - ${delivery}`]),
  ];
};
