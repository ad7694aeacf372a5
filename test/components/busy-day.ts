import type { Context } from '../../components/store/context.ts';
import { emptyRun, folded, type Run } from '../../components/store/run.ts';
import { settled } from '../../components/store/settle.ts';
import { firstView, type View } from '../../components/store/view.ts';
import type { AskBody } from '../../src/domain/ask.ts';
import type { Draft } from '../../src/domain/event.ts';
import type { AgentState, FactSource } from '../../src/domain/fact.ts';
import {
  added,
  anAsk,
  aTask,
  begun,
  ended,
  eventsOf,
  exited,
  minute,
  opened,
  used,
} from '../fixtures/a-day.ts';

type At = readonly [minute: number, draft: Draft];

// What is shown is the person's own clock: here theirs stands in Greenwich.
process.env.TZ = 'UTC';

const state = (task: string, is: AgentState, source: FactSource, message: string | null = null): Draft => ({
  type: 'session.state',
  task,
  session: `${task}.1`,
  state: is,
  source,
  message,
});

const asks = (task: string, ask: string, body: AskBody): Draft => ({
  type: 'ask.opened',
  task,
  session: `${task}.1`,
  ask,
  key: `key-${ask}`,
  body,
});

export const question = anAsk('question', 'Which pagination pattern should the baptism pages use?', {
  options: ['weddings', 'PAGINATION.md'],
  recommended: 1,
  context: 'Both exist in the code base; the weddings pages page on the server.',
  impact: 'the pages differ from each other for longer',
});

const violation = anAsk('violation', 'agents may not commit', {
  subject: 'git commit -am wip',
  layer: 'git guard',
});

const up = (task: string): Draft => ({
  type: 'session.started',
  task,
  session: `${task}.1`,
  agent: 'claude',
  host_pid: 4000,
  pid: 4001,
  rung: 'pid-namespace',
});

/** A day in full swing: one task done, two at work, one asking, one that broke a rule, two waiting. */
export const busyDay: readonly At[] = [
  [0, opened(50)],
  [0, added(aTask('task-001', { name: 'Docs' }), 0)],
  [0, added(aTask('task-002', { name: 'Baptisms list' }), 1)],
  [0, added(aTask('task-003', { name: 'Pagination rework', max_cost_usd: 5 }), 2)],
  [0, added(aTask('task-004', { name: 'Tests for exports' }), 3)],
  [0, added(aTask('task-005', { name: 'Weddings export', depends_on: ['task-002'] }), 4)],
  [0, added(aTask('task-006', { name: 'Clean up' }), 5)],
  [1, begun('task-001', 1)],
  [1, up('task-001')],
  [2, used('task-001', 'sonnet', 5000, 0.42)],
  [9, exited('task-001', 1, 0)],
  [10, ended('task-001', 'done', 'all checks passed')],
  [10, begun('task-002', 1)],
  [10, up('task-002')],
  [10, begun('task-003', 1)],
  [10, up('task-003')],
  [12, begun('task-004', 1)],
  [12, up('task-004')],
  [14, state('task-003', 'working', 'hook', 'editing pages.ts')],
  [15, used('task-002', 'sonnet', 9000, 0.97)],
  [16, used('task-003', 'sonnet', 20000, 1.82)],
  [17, used('task-004', 'sonnet', 4000, 0.3)],
  [18, asks('task-002', 'q1', question)],
  [21, asks('task-004', 'v2', violation)],
];

export const now = minute(22);

export const runOf = (day: readonly At[] = busyDay): Run => ({
  ...folded(emptyRun, eventsOf(day)),
  link: { state: 'live', pid: 1, since: minute(0) },
});

/** What a person sees of a day, at a size. */
export const contextAt = (
  columns: number,
  rows: number,
  view: Partial<View> = {},
  day: readonly At[] = busyDay,
): Context => {
  const context = { run: runOf(day), now, view: { ...firstView, size: { columns, rows }, ...view } };
  return { ...context, view: settled(context) };
};
