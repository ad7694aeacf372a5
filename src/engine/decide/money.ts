import { totalTokens } from '../../domain/money.ts';
import type { DayState, TaskEntry } from '../../state/model.ts';
import { closeAsk, openAsk, openAsksOf, plainAsk } from './asks.ts';
import { endSession } from './ending.ts';
import type { Step } from './step.ts';

const WARN_AT = 0.75;
/** An agent at a cap may finish the tool it is in, not more. */
const CAP_GRACE_MS = 30_000;

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

const askToRaise = (step: Step, text: string, task?: string): void => {
  const open = openAsksOf(step.state(), { kind: 'cap' });
  if (open.some((ask) => ask.task === (task ?? null))) return;
  openAsk(step, {
    ...(task === undefined ? {} : { task }),
    key: null,
    body: plainAsk('cap', text, {
      impact: 'what ran is halted at its next tool boundary and goes on when you raise the cap',
    }),
  });
};

const watchDay = (step: Step, state: DayState): void => {
  const cap = state.max_cost_usd;
  if (cap === null || state.capped) return;
  const used = state.spend.usd;
  if (used >= cap) {
    step.emit({ type: 'cap.reached', scope: 'day', unit: 'usd', used, cap });
    askToRaise(step, `The day has spent ${dollars(used)} of its ${dollars(cap)}`);
    for (const id of state.live) endSession(step, id, 'cap', CAP_GRACE_MS);
  } else if (!state.warned && used >= cap * WARN_AT)
    step.emit({ type: 'cap.warned', scope: 'day', used, cap });
};

const reachedBy = (task: TaskEntry): { unit: 'usd' | 'tokens'; used: number; cap: number } | null => {
  const tokens = totalTokens(task.spend.tokens);
  if (task.cap_usd !== null && task.spend.usd >= task.cap_usd)
    return { unit: 'usd', used: task.spend.usd, cap: task.cap_usd };
  if (task.spec.max_tokens !== null && tokens >= task.spec.max_tokens)
    return { unit: 'tokens', used: tokens, cap: task.spec.max_tokens };
  return null;
};

const watchTask = (step: Step, task: TaskEntry, session: string): void => {
  if (task.capped) return;
  const reached = reachedBy(task);
  if (reached !== null) {
    const { unit, used, cap } = reached;
    step.emit({ type: 'cap.reached', task: task.id, scope: 'task', ...reached });
    const amount =
      unit === 'usd' ? `${dollars(used)} of its ${dollars(cap)}` : `${used} of its ${cap} tokens`;
    askToRaise(step, `${task.id} has spent ${amount}`, task.id);
    endSession(step, session, 'cap', CAP_GRACE_MS);
  } else if (!task.warned && task.cap_usd !== null && task.spend.usd >= task.cap_usd * WARN_AT)
    step.emit({ type: 'cap.warned', task: task.id, scope: 'task', used: task.spend.usd, cap: task.cap_usd });
};

/** What has no price passes every cap in dollars: that is said, once for each model. */
const warnUnpriced = (step: Step, model: string, task: TaskEntry): void => {
  if (step.state().max_cost_usd === null && task.cap_usd === null) return;
  const text = `${model} has no price: its tokens are not held by a cap in dollars. Give it one under \`prices\` in orch.yaml, or the task max_tokens`;
  if (!step.state().notices.some((notice) => notice.text === text))
    step.emit({ type: 'notice.posted', level: 'warning', task: task.id, text });
};

/** After every bit of usage: warn at 75%, stop at the cap. */
export const watchCaps = (step: Step, taskId: string, session: string, unpriced: string | null): void => {
  const before = step.state().tasks.get(taskId);
  if (unpriced !== null && before !== undefined) warnUnpriced(step, unpriced, before);
  watchDay(step, step.state());
  const task = step.state().tasks.get(taskId);
  if (task !== undefined) watchTask(step, task, session);
};

/** A cap that was set anew, by a file or a flag, holds or releases from now on. */
export const afterCapChange = (step: Step, task: string | null): void => {
  watchDay(step, step.state());
  const entry = task === null ? undefined : step.state().tasks.get(task);
  const session = entry?.sessions.last();
  if (entry !== undefined && session !== undefined && step.state().live.has(session))
    watchTask(step, entry, session);
  afterRaise(step, task);
};

/** A raised cap lets what was halted for it go on. */
export const afterRaise = (step: Step, task: string | null): void => {
  const shut = task === null ? step.state().capped : step.state().tasks.get(task)?.capped === true;
  if (shut) return;
  for (const ask of openAsksOf(step.state(), { kind: 'cap' }))
    if (ask.task === task) closeAsk(step, ask, 'raised');
  const state = step.state();
  if (state.capped) return;
  const held = [...state.tasks.values()].filter((entry) => entry.hold === 'cap' && !entry.capped);
  for (const entry of held) step.emit({ type: 'task.released', task: entry.id, reason: 'cap' });
  if (state.phase === 'ended' && !step.state().ready.isEmpty())
    step.emit({ type: 'day.resumed', why: 'the cap was raised' });
};
