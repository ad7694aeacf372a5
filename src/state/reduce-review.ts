import { withTask } from './entries.ts';
import type { DayState, TaskEntry } from './model.ts';
import type { Reducers } from './reducer.ts';

const marked = (state: DayState, task: string | undefined, at: number): DayState =>
  withTask(state, task, (entry) => ({ ...entry, marked_at: at }));

const toHear = (state: DayState, task: string | undefined, text: string | null): DayState =>
  text === null
    ? state
    : withTask(state, task, (entry: TaskEntry) => ({ ...entry, findings: [...entry.findings, text] }));

/** So many of what reviews left are with the author now. */
export const heard = (state: DayState, task: string | undefined, count: number): DayState =>
  withTask(state, task, (entry) => ({ ...entry, findings: entry.findings.slice(count) }));

export const reviewReducers: Reducers = {
  'session.milestone': (state, e) => marked(state, e.task, e.at),
  'session.blocker': (state, e) => marked(state, e.task, e.at),
  'session.review_requested': (state, e) => marked(state, e.task, e.at),
  // Only a reviewer judges: no author by itself.
  'session.verdict': (state, e) =>
    withTask(state, e.task, (task) =>
      task.spec.reviews === undefined
        ? task
        : { ...task, verdict: { verdict: e.verdict, text: e.text, findings: e.findings } },
    ),
  'review.decided': (state, e) =>
    toHear(marked({ ...state, reviewing: state.reviewing.remove(e.review) }, e.task, e.at), e.task, e.tell),
  'review.sent_back': (state, e) => toHear(state, e.task, e.tell),
};
