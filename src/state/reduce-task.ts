import { Set as ISet, List } from 'immutable';
import type { EventOf } from '../domain/event.ts';
import { noSpend } from '../domain/money.ts';
import type { TaskSpec } from '../domain/task.ts';
import { indexed, withScheduledTask, withTask } from './entries.ts';
import type { DayState, TaskEntry } from './model.ts';
import type { Reducers } from './reduce.ts';

const unmetOf = (state: DayState, spec: TaskSpec): ISet<string> =>
  ISet(spec.depends_on.filter((id) => state.tasks.get(id)?.phase !== 'done'));

const fresh = (state: DayState, e: EventOf<'task.added'>): TaskEntry => ({
  id: e.spec.id,
  spec: e.spec,
  order: e.order,
  risk: e.risk,
  phase: 'queued',
  why: '',
  since: e.at,
  approved: false,
  hold: null,
  unmet: unmetOf(state, e.spec),
  attempt: 0,
  failures: 0,
  interruptions: 0,
  sessions: List(),
  resumes: null,
  retry_at: null,
  spend: noSpend,
  cap_usd: e.spec.max_cost_usd,
  warned: false,
  capped: false,
  asks: ISet(),
  open: ISet(),
  started_at: null,
  ended_at: null,
  cwd: null,
  isolation: null,
  base: null,
  before: {},
  checks: [],
  diff: null,
  applied: false,
});

const linked = (state: DayState, spec: TaskSpec): DayState => ({
  ...state,
  dependents: spec.depends_on.reduce(
    (all, id) => all.update(id, ISet<string>(), (set) => set.add(spec.id)),
    state.dependents,
  ),
});

const added = (state: DayState, e: EventOf<'task.added'>): DayState => {
  const task = fresh(state, e);
  return indexed(linked({ ...state, tasks: state.tasks.set(task.id, task) }, e.spec), task.id);
};

const changed = (state: DayState, e: EventOf<'task.changed'>): DayState =>
  withScheduledTask(linked(state, e.spec), e.spec.id, (task) => ({
    ...task,
    spec: e.spec,
    order: e.order,
    risk: e.risk,
    // A changed task must be approved anew; a raised cap stands.
    approved: task.approved && task.risk.score >= e.risk.score,
    unmet: unmetOf(state, e.spec),
    cap_usd: task.spec.max_cost_usd === e.spec.max_cost_usd ? task.cap_usd : e.spec.max_cost_usd,
  }));

/** What waited for this task may go on; a done task run again holds them up again. */
const released = (state: DayState, id: string, done: boolean): DayState =>
  state.dependents
    .get(id, ISet<string>())
    .reduce(
      (s, dependent) =>
        withScheduledTask(s, dependent, (task) =>
          task.spec.depends_on.includes(id)
            ? { ...task, unmet: done ? task.unmet.remove(id) : task.unmet.add(id) }
            : task,
        ),
      state,
    );

const ended = (state: DayState, e: EventOf<'task.ended'>): DayState => {
  const settled = withScheduledTask(state, e.task, (task) => ({
    ...task,
    phase: e.state,
    why: e.why,
    since: e.at,
    ended_at: e.at,
    hold: null,
    retry_at: null,
    resumes: null,
  }));
  return e.state === 'done' && e.task !== undefined ? released(settled, e.task, true) : settled;
};

const requeued = (state: DayState, e: EventOf<'task.requeued'>): DayState => {
  const again = withScheduledTask(state, e.task, (task) => ({
    ...task,
    phase: 'queued',
    why: e.why,
    since: e.at,
    ended_at: null,
    failures: 0,
    interruptions: 0,
    hold: null,
    retry_at: null,
  }));
  return e.task === undefined ? again : released(again, e.task, false);
};

export const taskReducers: Reducers = {
  'task.added': added,
  'task.changed': changed,
  'task.removed': (state, e) => {
    if (e.task === undefined) return state;
    return indexed({ ...state, tasks: state.tasks.remove(e.task) }, e.task);
  },
  'task.approved': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, approved: true })),
  'task.held': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, hold: e.reason })),
  'task.released': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, hold: null })),
  'task.requeued': requeued,
  'task.ended': ended,
  'task.applied': (state, e) => withTask(state, e.task, (task) => ({ ...task, applied: true })),
};
