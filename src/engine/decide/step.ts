import type { Failure } from '../../domain/errors.ts';
import { type Draft, EVENT_VERSION, type Event } from '../../domain/event.ts';
import type { DayState } from '../../state/model.ts';
import { reduce } from '../../state/reduce.ts';
import type { Decision, Effect } from './input.ts';

/** One decision under way: facts are folded as they are found, so that later parts see them. */
export interface Step {
  readonly now: number;
  readonly state: () => DayState;
  /** `at`: when it happened, where that is not now. */
  readonly emit: (draft: Draft, at?: number) => void;
  readonly effect: (effect: Effect) => void;
  /** `day.opened` names the day all further events belong to. */
  readonly emitOpening: (draft: Extract<Draft, { type: 'day.opened' }>) => void;
  readonly done: () => Decision;
}

export const newStep = (before: DayState, now: number): Step => {
  let state = before;
  const events: Event[] = [];
  const effects: Effect[] = [];
  const push = (draft: Draft, day: string, at: number): void => {
    const event = { ...draft, seq: state.seq + 1, at: Math.min(at, now), v: EVENT_VERSION, day } as Event;
    events.push(event);
    state = reduce(state, event);
  };
  return {
    now,
    state: () => state,
    emit: (draft, at) => push(draft, state.day, at ?? now),
    emitOpening: (draft) => push(draft, draft.day, now),
    effect: (effect) => effects.push(effect),
    done: () => ({ events, effects, state, refusal: null }),
  };
};

export const refused = (state: DayState, refusal: Failure): Decision => ({
  events: [],
  effects: [],
  state,
  refusal,
});
