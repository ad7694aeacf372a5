import { Set as ISet } from 'immutable';
import type { EventOf } from '../domain/event.ts';
import { withSession, withTask } from './entries.ts';
import type { DayState } from './model.ts';
import { heard } from './reduce-review.ts';
import type { Reducers } from './reducer.ts';

const nudged = (state: DayState, e: EventOf<'session.nudged'>): DayState => {
  const told = withSession(state, e.session, (session) => ({
    ...session,
    telling: { key: e.key, text: e.text, turn: session.turn?.n ?? null },
  }));
  // A word on a path uses up no second chance.
  if (!e.key.startsWith('nudge-')) return told;
  return withTask(told, e.task, (task) => ({ ...task, nudges: task.nudges + 1 }));
};

/** `review-2.17`: two findings, told after turn 17. */
const findings = /^review-(?<count>\d+)(?:\.(?<turn>\d+))?$/;

/** What it has heard begins its next turn: the one before is not judged any more. */
const told = (state: DayState, e: EventOf<'session.told'>): DayState => {
  const found = findings.exec(e.key)?.groups;
  const next = withSession(state, e.session, (session) => {
    const mine = session.telling?.key === e.key;
    const turn = mine ? session.telling?.turn : Number(found?.turn);
    return {
      ...session,
      telling: mine ? null : session.telling,
      turn: session.turn?.n === turn ? null : session.turn,
    };
  });
  return heard(next, e.task, Number(found?.count ?? 0));
};

/** They are among a session's first words. */
const brought = (state: DayState, e: EventOf<'review.told'>): DayState => {
  const words = state.tasks.get(e.task ?? '')?.findings.slice(0, e.count) ?? [];
  const noted = withSession(state, e.session, (session) => ({ ...session, brought: words }));
  return heard(noted, e.task, e.count);
};

/** First words to a session that never came to be at work were heard by nobody: the next one brings them again. */
export const unheard = (state: DayState, id: string): DayState => {
  const session = state.sessions.get(id);
  if (session === undefined || session.worked) return state;
  const asks = (state.tasks.get(session.task)?.open ?? ISet<string>()).reduce((all, ask) => {
    const entry = all.get(ask);
    const lost = entry?.state === 'sent' && entry.via === 'prompt';
    return lost ? all.set(ask, { ...entry, state: 'open', via: null, sent_at: null }) : all;
  }, state.asks);
  return withTask({ ...state, asks }, session.task, (task) => ({
    ...task,
    findings: [...session.brought, ...task.findings],
  }));
};

export const tellingReducers: Reducers = {
  'review.told': brought,
  'session.nudged': nudged,
  'session.told': told,
  'session.tell_failed': (state, e) =>
    withSession(state, e.session, (session) => ({
      ...session,
      telling: session.telling?.key === e.key ? null : session.telling,
    })),
};
