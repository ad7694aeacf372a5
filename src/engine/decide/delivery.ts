import type { Draft } from '../../domain/event.ts';
import { totalTokens } from '../../domain/money.ts';
import type { AskEntry, DayState, SessionEntry } from '../../state/model.ts';
import { sourceNames } from '../../state/source-names.ts';
import { openAsksOf } from './asks.ts';
import type { Step } from './step.ts';

export const deliveredBy = (step: Step, ask: AskEntry, proof: string): void =>
  step.emit({
    type: 'ask.delivered',
    ask: ask.id,
    proof,
    ...(ask.task === null ? {} : { task: ask.task }),
    ...(ask.session === null ? {} : { session: ask.session }),
  });

/** Only what an agent does after the answer went out proves that it arrived. */
const proves = (fact: Draft): string | null => {
  switch (fact.type) {
    case 'session.state':
      return fact.state === 'working' || fact.state === 'done'
        ? `${fact.state} (${sourceNames[fact.source]})`
        : null;
    case 'session.usage':
      // A message told again, as by a conversation that is read from its beginning, is no news.
      return totalTokens(fact.tokens) > 0 ? 'it used tokens' : null;
    case 'session.progress':
    case 'session.milestone':
    case 'session.message':
      return `it said “${fact.text.slice(0, 60)}”`;
    case 'session.step':
      return `step ${fact.step} ran`;
    default:
      return null;
  }
};

/** An answer that went out just before its session died lies there for the one that goes on: once that is at work. */
const inherits = (state: DayState, ask: AskEntry, heir: SessionEntry): boolean =>
  ask.session !== null && !state.live.has(ask.session) && heir.state !== 'starting';

export const proveDelivery = (step: Step, session: SessionEntry, draft: Draft): void => {
  const proof = proves(draft);
  if (proof === null) return;
  const state = step.state();
  for (const ask of openAsksOf(state, { task: session.task }))
    if (ask.state === 'sent' && (ask.session === session.id || inherits(state, ask, session)))
      deliveredBy(step, ask, proof);
};
