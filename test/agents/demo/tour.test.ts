import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { agentNamed } from '../../../src/agents/registry.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { parseDay } from '../../../src/taskfile/day.ts';

const file = join(import.meta.dirname, '../../../tasks/demo.yaml');
const read = parseDay(fs.readFileSync(file), { today: '2026-11-21', settings: defaultSettings });
if (!read.ok) throw new Error('tasks/demo.yaml has mistakes');
const { tasks, max_cost_usd } = read.value;

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

test('every task of the tour has all its agent needs', () => {
  for (const task of tasks) expect(agentNamed(task.agents[0] ?? '')?.lacks(task)).toBeNull();
});

test('the tour warns of its cap and stays below it', () => {
  const spent = tasks
    .flatMap((task) => task.demo.map((action) => number(action.usd)))
    .reduce((a, b) => a + b, 0);
  expect(spent).toBeGreaterThan(0.75 * (max_cost_usd ?? 0));
  expect(spent).toBeLessThan(0.9 * (max_cost_usd ?? 0));
});

test('the tour shows a question, a permission, a violation, a failure, an approval and plain steps', () => {
  const actions = new Set(tasks.flatMap((task) => task.demo.map((action) => action.do)));
  for (const name of ['ask', 'permission', 'commit', 'fail', 'write', 'edit', 'run', 'usage', 'summary'])
    expect(actions).toContain(name);
  expect(tasks.some((task) => task.risk === 'high')).toBe(true);
  expect(tasks.some((task) => task.steps.length > 0 && task.depends_on.length > 0)).toBe(true);
});

test('no task of the tour talks for longer than a minute', () => {
  for (const task of tasks)
    expect(task.demo.reduce((sum, action) => sum + number(action.seconds), 0)).toBeLessThan(60);
});
