import type { DayState } from '../../state/model.ts';
import type { Step } from './step.ts';

/** A day that was over has work again. */
export const wake = (step: Step): void => {
  if (step.state().phase === 'ended') step.emit({ type: 'day.resumed', why: 'you gave it work again' });
};

const wasStopped = ({ exit, tasks }: DayState): boolean =>
  exit === 130 || tasks.some((task) => task.hold === 'stop');

/** The same for what follows from a word that starts nothing by itself: a day that was stopped waits for its start. */
export const wakeUnlessStopped = (step: Step): void => {
  if (!wasStopped(step.state())) wake(step);
};
