import { Map as IMap, List } from 'immutable';
import type { AttemptOutcome } from '../domain/attempt-event.ts';
import type { Event, EventOf } from '../domain/event.ts';
import { addUsage, noSpend, restated, type Spend } from '../domain/money.ts';
import { type DayState, initialState } from '../state/model.ts';
import { reduce } from '../state/reduce.ts';

/** How one session's part in an attempt ended. */
export interface AttemptEnd {
  readonly session: string;
  readonly attempt: number;
  readonly outcome: AttemptOutcome | 'not_started' | null;
  readonly why: string;
}

export interface StepRun {
  readonly step: number;
  readonly skill: string;
  readonly args: readonly string[];
  readonly ok: boolean;
  readonly optional: boolean;
  readonly code: number | null;
  readonly duration_ms: number;
}

/** What a report needs of one task beyond its state. */
interface Past {
  readonly attempts: List<AttemptEnd>;
  readonly by_model: IMap<string, Spend>;
  readonly steps: List<StepRun>;
  readonly applied: readonly string[];
}

export const noPast: Past = { attempts: List(), by_model: IMap(), steps: List(), applied: [] };

/** A day as the report sees it: its state, and what happened on the way there. */
export interface Evening {
  readonly state: DayState;
  readonly past: IMap<string, Past>;
}

export const startOfEvening: Evening = { state: initialState, past: IMap() };

const endLast = (past: Past, outcome: AttemptEnd['outcome'], why: string): Past => {
  const last = past.attempts.last();
  if (last === undefined) return past;
  return { ...past, attempts: past.attempts.set(-1, { ...last, outcome, why }) };
};

const begun = (past: Past, e: EventOf<'attempt.started'>): Past => ({
  ...past,
  attempts: past.attempts.push({ session: e.session, attempt: e.attempt, outcome: null, why: '' }),
});

const used = (past: Past, e: EventOf<'session.usage'>): Past => ({
  ...past,
  by_model: past.by_model.update(e.model, noSpend, (spend) => addUsage(spend, e.tokens, e.usd)),
});

const stated = (past: Past, e: EventOf<'session.cost'>, state: DayState): Past => {
  const session = state.sessions.get(e.session ?? '');
  const model = session?.last_model ?? session?.model ?? 'unknown';
  const unknown = session?.spend.unknown_tokens ?? 0;
  return {
    ...past,
    by_model: past.by_model.update(model, noSpend, (spend) => restated(spend, e.usd, unknown)),
  };
};

const stepped = (past: Past, e: EventOf<'session.step'>): Past => {
  const { step, skill, args, ok, optional, code, duration_ms } = e;
  return { ...past, steps: past.steps.push({ step, skill, args, ok, optional, code, duration_ms }) };
};

/** `state` is the day's before the event. */
const remembered = (past: Past, event: Event, state: DayState): Past => {
  switch (event.type) {
    case 'attempt.started':
      return begun(past, event);
    case 'attempt.ended':
      return endLast(past, event.outcome, event.why);
    case 'attempt.not_started':
      return endLast(past, 'not_started', event.message);
    case 'session.usage':
      return used(past, event);
    case 'session.cost':
      return stated(past, event, state);
    case 'session.step':
      return stepped(past, event);
    case 'task.applied':
      return { ...past, applied: event.files };
    default:
      return past;
  }
};

/** Folds the day's events for the report; start with `startOfEvening`. */
export const reduceEvening = ({ state, past }: Evening, event: Event): Evening => {
  const { task } = event;
  const next = task === undefined ? past : past.update(task, noPast, (one) => remembered(one, event, state));
  return { state: reduce(state, event), past: next };
};
