import { waitsForReset } from '../../state/choose-agent.ts';
import type { DayState } from '../../state/model.ts';
import { countsOf } from '../../state/select.ts';
import type { Step } from './step.ts';

/** Nothing runs and nothing will start without a person or a raised cap. */
const quiet = (state: DayState): boolean => {
  // A stopped day waits neither for a pause to end nor for checks: both go on with it.
  if (state.phase === 'stopping') return state.live.isEmpty();
  return state.live.isEmpty() && state.checking.isEmpty() && state.backoff.isEmpty() && !waitsForReset(state);
};

const waitsForPerson = (state: DayState): boolean =>
  state.open.some((id) => {
    const kind = state.asks.get(id)?.body.kind;
    return kind !== 'cap' && kind !== 'stuck';
  });

const atCap = (state: DayState): boolean =>
  state.tasks.some((task) => task.phase === 'queued' && (task.hold === 'cap' || task.capped)) ||
  (state.capped && !state.ready.isEmpty());

const pausedByPerson = (state: DayState): boolean =>
  state.tasks.some((task) => task.phase === 'queued' && task.hold === 'person');

const summary = (state: DayState): string => {
  const counts = Object.entries(countsOf(state)).filter(([, n]) => n > 0);
  return counts.map(([name, n]) => `${n} ${name.replace('_', ' ')}`).join(', ');
};

const exitOf = (state: DayState): number => {
  if (state.phase === 'stopping' && state.stopped_by === 'person') return 130;
  if (atCap(state)) return 3;
  return state.tasks.every((task) => task.phase === 'done' || task.spec.reviews !== undefined) ? 0 : 1;
};

/** The day is over when nothing can go on by itself and no one is asked. */
export const endDay = (step: Step): void => {
  const state = step.state();
  if (state.phase !== 'running' && state.phase !== 'stopping') return;
  if (!quiet(state)) return;
  if (state.phase === 'running' && (waitsForPerson(state) || pausedByPerson(state))) return;
  step.emit({ type: 'day.ended', exit: exitOf(state), why: summary(state) });
};
