import { describe, expect, it } from 'vitest';
import { ok } from '../../src/domain/errors.ts';
import { AConsole } from './a-console.tsx';

describe('A saved rule', () => {
  const rule = (id: string, subject: string) =>
    ({
      type: 'rule.saved',
      rule: { id, kind: 'permission', subject, task: null, answer: 'allow' },
    }) as const;

  it('is removed by a key, once it is said which', () => {
    const app = new AConsole().press('X').says('no rule is saved');
    app.happens(rule('r1', 'npm install ribbon'), rule('r2', 'npm test')).press('N').shows('X removes one');
    app.press('X').confirms('Remove a rule?').shows('1 always allow: npm test').press('enter');
    expect(app.sent).toEqual([]);
    app.press('2');
    expect(app.sent).toEqual([{ do: 'rule.remove', rule: 'r1' }]);
    expect(app.view.bar).toBeNull();
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
