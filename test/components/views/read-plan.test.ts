import { describe, expect, it } from 'vitest';
import type { Line } from '../../../components/views/line.ts';
import { planLines } from '../../../components/views/read-plan.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import type { TaskSpec } from '../../../src/domain/task.ts';
import { checkDay } from '../../../src/plan/day-plan.ts';
import { bashStep, task } from '../../fixtures/day-files.ts';

const textOf = (line: Line): string =>
  line
    .map(({ text }) => text)
    .join('')
    .trimEnd();

const planOf = (tasks: readonly TaskSpec[], width = 78): readonly string[] => {
  const day = { date: '2026-11-21', max_cost_usd: 5, max_agents: 2, tasks };
  const plan = checkDay({
    file: 'tasks/today.yaml',
    day,
    settings: defaultSettings,
    history: [],
    agents: [],
  });
  return planLines(plan, width).map(textOf);
};

describe('the plan', () => {
  it('says what the day may cost, from what to what, and whether that passes the cap', () => {
    const lines = planOf([task({ id: 'a', name: 'Write it', agents: ['claude'], complexity: 'medium' })]);
    expect(lines[1]).toBe(' $0.80 to $5.00 of $5, likely $2.00; about 20m with 2 agents');
    expect(lines[2]).toBe(' a dear day passes the cap');
    expect(lines[5]).toMatch(/^ a {12}Write it +claude +10m-45m +\$0\.80-\$5\.00 +10$/);
  });

  it('says one figure where there is only one, and that what calls no model is free', () => {
    const lines = planOf([
      task({ id: 'a', agents: ['demo'], demo: [{ do: 'usage', usd: 0.25 }] }),
      task({ id: 'b', agents: ['steps'], steps: [bashStep('true')] }),
    ]);
    expect(lines[1]).toMatch(/^ \$0\.25 of \$5; about /);
    expect(lines[5]).toMatch(/ \$0\.25 +10$/);
    expect(lines[6]).toMatch(/ free +\d+$/);
  });

  it('says what waits for what', () => {
    const lines = planOf([task({ id: 'a' }), task({ id: 'b', depends_on: ['a'] })]);
    expect(lines[7]?.trim()).toBe('after a');
  });
});
