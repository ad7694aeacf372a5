import type { Limits } from '../../domain/event.ts';
import type { Settings } from '../../domain/settings.ts';
import type { DayFile, TaskSpec } from '../../domain/task.ts';
import { riskOf } from '../../safety/risk.ts';
import type { TaskEntry } from '../../state/model.ts';
import { askApproval, askApprovalAnew } from './approval.ts';
import { closeAsk, openAsksOf } from './asks.ts';
import { changeSettings } from './limits.ts';
import { afterCapChange } from './money.ts';
import type { Step } from './step.ts';

const same = (a: TaskSpec, b: TaskSpec): boolean => JSON.stringify(a) === JSON.stringify(b);

const addTask = (step: Step, spec: TaskSpec, order: number): void => {
  step.emit({ type: 'task.added', task: spec.id, spec, order, risk: riskOf(spec) });
  askApproval(step, spec.id);
};

const changeTask = (step: Step, task: TaskEntry, spec: TaskSpec, order: number): void => {
  if (same(task.spec, spec) && task.order === order) return;
  step.emit({ type: 'task.changed', task: spec.id, spec, order, risk: riskOf(spec) });
  if (same(task.spec, spec)) return;
  if (task.phase === 'running' || task.phase === 'checking') {
    const text = `${spec.id} was changed while it runs: its next attempt goes by the new text`;
    step.emit({ type: 'notice.posted', level: 'info', task: spec.id, text });
  }
  if (task.phase === 'queued') askApprovalAnew(step, spec.id);
  afterCapChange(step, spec.id);
};

const removeTask = (step: Step, task: TaskEntry): void => {
  if (task.phase !== 'queued' || task.attempt > 0) {
    const text = `${task.id} is no longer in the task file; what it did stays`;
    if (!step.state().notices.some((notice) => notice.text === text))
      step.emit({ type: 'notice.posted', level: 'info', task: task.id, text });
    return;
  }
  for (const ask of openAsksOf(step.state(), { task: task.id })) closeAsk(step, ask, 'its task was removed');
  step.emit({ type: 'task.removed', task: task.id, why: 'no longer in the task file' });
};

/** Takes up what is new or changed in the file; nothing that runs is touched. */
export const takeUpTasks = (step: Step, day: DayFile): void => {
  const ids = new Set(day.tasks.map((spec) => spec.id));
  // A review is orch's own: no file names it.
  for (const task of step.state().tasks.values())
    if (!ids.has(task.id) && task.spec.reviews === undefined) removeTask(step, task);
  day.tasks.forEach((spec, order) => {
    const task = step.state().tasks.get(spec.id);
    if (task === undefined) addTask(step, spec, order);
    else changeTask(step, task, spec, order);
  });
};

const wakes = (step: Step, seq: number): void => {
  const { phase, ready, open, seq: now } = step.state();
  if (phase === 'ended' && now > seq && (!ready.isEmpty() || !open.isEmpty()))
    step.emit({ type: 'day.resumed', why: 'the task file has new work' });
};

/** What the head of a task file says of the day's limits. */
export const headOf = ({ max_agents, max_cost_usd }: DayFile): Limits => ({ max_agents, max_cost_usd });

/** The file changed while the day runs. */
export const onFile = (step: Step, file: string, day: DayFile): void => {
  const state = step.state();
  if (state.phase === 'none' || file !== state.file) return;
  const seq = state.seq;
  changeSettings(step, { head: headOf(day) });
  takeUpTasks(step, day);
  wakes(step, seq);
};

/** orch.yaml changed: flags and the task file still win. */
export const onSettings = (step: Step, settings: Settings): void => changeSettings(step, { settings });
