import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/event.ts';
import { reduceEvening, startOfEvening } from '../../src/report/evening.ts';
import { type Report, reportOf } from '../../src/report/report.ts';
import { aDay, added, anAsk, aTask, begun, eventsOf, minute, opened, used } from '../fixtures/a-day.ts';

type Day = readonly (readonly [number, Draft])[];

const reportAt = (minutes: number, day: Day): Report =>
  reportOf(eventsOf(day).reduce(reduceEvening, startOfEvening), minute(minutes));

const report = reportAt(40, aDay);
const taskOf = (id: string, of: Report = report) => {
  const task = of.tasks.find((one) => one.id === id);
  if (task === undefined) throw new Error(`no task ${id}`);
  return task;
};

describe('the report as data', () => {
  it('counts tasks by state and names what could not be priced', () => {
    expect(report.counts).toMatchObject({ done: 1, failed: 1, waiting: 1, queued: 0 });
    expect(report.cost).toMatchObject({ usd: 0.4, cap_usd: 20, unknown_tokens: 1200 });
    expect(report.wall_ms).toBe(40 * 60_000);
  });

  it('splits the cost of each task by model, cache reads apart', () => {
    expect(taskOf('docs').cost).toMatchObject({
      usd: 0.4,
      cap_usd: 5,
      by_model: [
        { model: 'sonnet', usd: 0.4, unknown_tokens: 0, tokens: { input: 1000, cache_read: 10_000 } },
        { model: 'house-model', usd: 0, unknown_tokens: 1200 },
      ],
    });
    expect(taskOf('pages').cost.by_model).toEqual([]);
  });

  it('gives the evidence of what was done', () => {
    expect(taskOf('docs').evidence).toMatchObject({
      passed: 1,
      failed: 0,
      to_judge: 1,
      diff: { files: 2, added: 40, removed: 3 },
    });
  });

  it('tells each attempt, how it ended and why', () => {
    expect(taskOf('pages').attempts).toMatchObject([
      { attempt: 1, outcome: 'failed', why: 'exit 1', duration_ms: 4 * 60_000, exit: { code: 1 } },
      { attempt: 2, outcome: 'failed', why: 'exit 1', started: '2026-11-21T09:26:00.000Z' },
    ]);
    expect(taskOf('tests').attempts).toMatchObject([{ attempt: 1, outcome: null, exit: null }]);
  });

  it('tells of an attempt that could not be started', () => {
    const day: Day = [
      [0, opened()],
      [0, added(aTask('docs'), 0)],
      [1, begun('docs', 1)],
      [
        1,
        {
          type: 'attempt.not_started',
          task: 'docs',
          session: 'docs.1',
          code: 'agent.missing',
          message: 'claude is not installed',
        },
      ],
    ];
    expect(taskOf('docs', reportAt(2, day)).attempts).toMatchObject([
      { outcome: 'not_started', why: 'claude is not installed' },
    ]);
  });

  it('follows each answer to its delivery, and says how long the person was waited for', () => {
    expect(taskOf('docs').asks).toMatchObject([
      {
        id: 'q-1',
        answer: 'the new one',
        by: 'person',
        waited_ms: 4 * 60_000,
        sent: '2026-11-21T09:08:00.000Z',
        delivered: '2026-11-21T09:09:00.000Z',
      },
    ]);
    expect(report.waiting).toEqual({
      asks: 2,
      by_rule: 1,
      open: 1,
      waited_ms: 12 * 60_000,
      longest: { ask: 'p-3', waited_ms: 8 * 60_000 },
    });
  });

  it('keeps violations apart from what was asked', () => {
    expect(taskOf('pages').asks).toEqual([]);
    expect(taskOf('pages').violations).toMatchObject([
      { id: 'v-2', subject: 'git commit -am wip', layer: 'git guard', answer: 'denied: never' },
    ]);
  });

  it('says where everything lies', () => {
    expect(taskOf('docs').where).toEqual({
      workspace: 'agent_workspaces/docs',
      instructions: 'agent_workspaces/docs/agent_instructions.md',
      recording: 'agent_workspaces/docs/session.cast',
      worktree: '/project/agent_workspaces/docs/tree',
    });
    expect(taskOf('tests').where.worktree).toBeNull();
  });

  it('lists what belongs to no task, and the warnings of the day', () => {
    const day: Day = [
      [0, opened(1)],
      [1, { type: 'ask.opened', ask: 'c-1', key: null, body: anAsk('cap', 'The day is at its cap.') }],
      [2, { type: 'notice.posted', level: 'warning', text: 'no sandbox here' }],
      [2, { type: 'notice.posted', level: 'info', text: 'nothing to see' }],
      [3, { type: 'ask.closed', ask: 'c-1', how: 'the cap was raised' }],
      [4, { type: 'day.ended', exit: 3, why: 'stopped at the cap' }],
    ];
    const { day_asks, notices, waiting, exit, ended, wall_ms } = reportAt(60, day);
    expect(day_asks).toMatchObject([{ id: 'c-1', waited_ms: 2 * 60_000, how: 'the cap was raised' }]);
    expect(notices).toMatchObject([{ level: 'warning', text: 'no sandbox here' }]);
    expect(waiting).toMatchObject({ open: 0, asks: 1 });
    expect([exit, ended, wall_ms]).toEqual([3, '2026-11-21T09:04:00.000Z', 4 * 60_000]);
  });

  it('counts the work of an agent over all its sessions', () => {
    expect(report.agents).toEqual([{ agent: 'claude', sessions: 4, worked_ms: 36 * 60_000 }]);
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('is the same for a day that was cut off anywhere, as far as it goes', () => {
    for (let length = 1; length <= aDay.length; length += 1) {
      const part = reportAt(40, aDay.slice(0, length));
      expect(part.date).toBe('2026-11-21');
      expect(part.tasks.length).toBe(Math.min(3, Math.max(0, length - 1)));
    }
  });

  it('adds the same usage to its task and to the day', () => {
    const day: Day = [
      ...aDay,
      [33, used('tests', 'sonnet', 500, 0.25)],
      [34, used('tests', 'sonnet', 500, 0.25)],
    ];
    const later = reportAt(40, day);
    const sum = later.tasks.reduce((all, task) => all + task.cost.usd, 0);
    expect(sum).toBeCloseTo(later.cost.usd, 10);
    expect(later.cost.by_model[0]).toMatchObject({ model: 'sonnet', usd: 0.9 });
  });
});
