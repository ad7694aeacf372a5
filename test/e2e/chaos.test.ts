import { expect, test } from 'vitest';
import { runChaos } from './chaos/chaos.ts';

test('ten random kill -9 lose nothing, double nothing, leave nothing behind', async () => {
  const told: string[] = [];
  const report = await runChaos(10, 7, (text) => told.push(text));
  expect(report.findings, told.join('\n')).toEqual([]);
  expect(report.events).toBeGreaterThan(50);
  expect(report.compared).toBeGreaterThan(0);
}, 120_000);
