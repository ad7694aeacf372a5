import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accuracyPage } from '../../scripts/accuracy-page.ts';

const folder = join(import.meta.dirname, '../../docs/agents');

const change = { state: 'working', source: 'osc', delay_ms: 40 };

describe('the page of accuracy', () => {
  test('sums up misses, wrong words and delays by agent', () => {
    const page = accuracyPage([
      { agent: 'a', version: '1', story: 'one', changes: [change, { ...change, delay_ms: 900 }], wrong: [] },
      {
        agent: 'a',
        version: '1',
        story: 'two',
        changes: [{ ...change, source: null, delay_ms: null }],
        wrong: ['idle (title)'],
      },
    ]);
    expect(page).toContain('| a | 1 | 2 | 3 | 1 | 1 | 0.9 s | 0.9 s |');
    expect(page).toContain('| one | working 0.0 s (osc) → working 0.9 s (osc) |  |');
    expect(page).toContain('| two | **working: missed** | idle (title) |');
  });

  test('is what was measured', () => {
    const rows = JSON.parse(readFileSync(join(folder, 'accuracy.json'), 'utf8'));
    expect(readFileSync(join(folder, 'accuracy.md'), 'utf8')).toBe(accuracyPage(rows));
  });
});
