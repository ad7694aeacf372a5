import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/domain/ask.ts';
import { ok } from '../../src/domain/errors.ts';
import type { Draft } from '../../src/domain/event.ts';
import { anAsk, minute } from '../fixtures/a-day.ts';
import { AConsole } from './a-console.tsx';

const ribbon = (task: string, ask: string): Draft => ({
  type: 'ask.opened',
  task,
  session: `${task}.1`,
  ask,
  key: `key-${ask}`,
  body: anAsk('permission', 'May ribbon be installed?', { subject: 'npm install ribbon' }),
});

const HOUR_MS = 3_600_000;

describe('A rule', () => {
  const asked = (size = { columns: 120, rows: 40 }) =>
    new AConsole(size).happens(ribbon('task-003', 'p3')).press('i').clicks('May ribbon').passes(600);

  it('says whom it reaches, how long, and what else it answers, before it is saved', () => {
    const app = asked().press('A').confirms('Always allow: npm install ribbon');
    app.shows('s scope [every task]  003 only').shows('e end   [for good]  until the day is over');
    app.shows('It answers this ask, and each permission asked for exactly this.');
    app.happens(ribbon('task-002', 'p4'), ribbon('task-006', 'p5'));
    app.shows('It answers this ask and 2 more alike');
    expect(app.sent).toEqual([]);
    app.press('enter');
    const rule = { scope: 'all', lasts: 'ever' };
    expect(app.sent).toEqual([{ do: 'ask.approve', ask: 'p3', rule }]);
  });

  it('is for one task by s, which then ends with the day, and ends in an hour by e', () => {
    const app = asked().press('A', 's').shows(' every task  [003 only]').shows('[until the day is over]');
    app.showsNot('for good').press('e').shows('[1 hour, until 10:22]').press('enter');
    const rule = { scope: 'task', lasts: HOUR_MS };
    expect(app.sent).toEqual([{ do: 'ask.approve', ask: 'p3', rule }]);
  });

  it('that denies is made out of a denial, with its reason', () => {
    const app = asked().press('d').shows('Tab denies always').types('no ribbons').press('tab');
    app.confirms('Always deny: npm install ribbon').shows('The agent is told: no ribbons.').press('enter');
    const rule = { scope: 'all', lasts: 'ever' };
    expect(app.sent).toEqual([{ do: 'ask.deny', ask: 'p3', reason: 'no ribbons', rule }]);
  });

  it('is left with Esc, by no other key, and when the ask waits no more', () => {
    const app = asked().press('A', 'y', 'n', 'x', 'a').confirms('Always allow');
    app.press('escape').showsNot('Always allow');
    app.press('A').happens({ type: 'ask.closed', ask: 'p3', how: 'answered in its pane' });
    app.showsNot('Always allow').says('p3 does not wait any more');
    expect(app.sent).toEqual([]);
  });

  it('shows the most of itself where there is little room', () => {
    const app = asked({ columns: 60, rows: 16 }).press('A').shows('[every task]  003 only');
    app.shows('e end   [for good]').showsNot('until the day is over');
    app.shows('Always allow: npm install ribbon');
  });
});

describe('A saved rule', () => {
  const rule = (id: string, subject: string, more: Partial<Rule> = {}) =>
    ({
      type: 'rule.saved',
      rule: { id, kind: 'permission', subject, task: null, answer: 'allow', ...more },
    }) as const;

  it('is removed by a key, once it is said which', () => {
    const app = new AConsole().press('X').says('no rule is saved');
    app.happens(rule('r1', 'npm install ribbon'), rule('r2', 'npm test', { task: 'task-003', until: 'day' }));
    app.press('N').shows('X removes one').press('X').confirms('Remove a rule?');
    app.shows('1 allow: npm test (003 only, until the day is over)').press('enter');
    expect(app.sent).toEqual([]);
    app.press('2');
    expect(app.sent).toEqual([{ do: 'rule.remove', rule: 'r1' }]);
    expect(app.view.bar).toBeNull();
  });

  it('is shown as expired once its time is up', () => {
    const app = new AConsole().happens(rule('r1', 'npm test', { until: minute(60) })).press('N');
    app.shows('allow permission: npm test').shows('every task, until 10:00');
    app.passes(HOUR_MS).shows('every task, expired 10:00');
  });

  it('stays where the person keeps it', () => {
    const app = new AConsole().happens(rule('r1', 'npm test')).press('X', 'n');
    expect(app.sent).toEqual([]);
  });
});

describe('The plan', () => {
  it('names what tasks share that may run at the same time, once', async () => {
    const app = new AConsole();
    const span = { low: 1, mid: 2, high: 3 };
    const overlap = (...tasks: [string, string]) => ({ kind: 'module', what: 'orders', tasks });
    app.detail = ok({
      file: 'tasks/today.yaml',
      date: '2026-11-21',
      caps: { max_agents: 3, max_cost_usd: null },
      order: [],
      forecast: { usd: span, wall_ms: span, cap: 'none' },
      overlaps: [overlap('a', 'b'), overlap('a', 'c'), overlap('b', 'c')],
    });
    await app.press('P').settles();
    app.shows('These may run at the same time').shows('module orders: a, b, c');
  });
});
