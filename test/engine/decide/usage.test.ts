import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noTokens, totalTokens } from '../../../src/domain/money.ts';
import { Day, spec } from './day.ts';

const atWork = (): Day => {
  const day = new Day();
  day.start(
    [spec('a')],
    {},
    { settings: { ...day.context([]).settings, prices: { m: { input: 1, output: 2 } } } },
  );
  day.begins('a');
  return day;
};

const says = (day: Day, message: string, output: number, usd: number | null = null): void =>
  day.fact('a', {
    type: 'session.usage',
    model: 'm',
    message,
    tokens: { ...noTokens, output },
    stated_usd: usd,
  });

describe('the usage of a message', () => {
  test('counts once, however often and by whichever session it is told', () => {
    const day = atWork();
    says(day, 'm1', 10);
    says(day, 'm1', 25);
    says(day, 'm1', 25);
    day.exits('a', null, 'SIGKILL');
    day.begins('a');
    says(day, 'm1', 25);
    says(day, 'm2', 5);
    expect(day.task('a').spend.tokens.output).toBe(30);
    expect(day.state.spend.usd).toBeCloseTo((30 * 2) / 1e6, 12);
  });

  test('is the last one told of each, in any order of telling and any number of deaths (property)', () => {
    const told = fc.record({
      message: fc.constantFrom('x', 'y', 'z'),
      grows: fc.nat(50),
      dies: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(told, { maxLength: 20 }), (tellings) => {
        const day = atWork();
        const last: Record<string, number> = {};
        let deaths = 0;
        for (const { message, grows, dies } of tellings) {
          last[message] = (last[message] ?? 0) + grows;
          says(day, message, last[message] ?? 0);
          if (!dies || deaths >= 2) continue;
          deaths += 1;
          day.exits('a', null, 'SIGKILL');
          day.begins('a');
        }
        const sum = Object.values(last).reduce((a, b) => a + b, 0);
        expect(totalTokens(day.state.spend.tokens)).toBe(sum);
        expect(totalTokens(day.task('a').spend.tokens)).toBe(sum);
      }),
    );
  });
});

describe('a cost the agent states itself', () => {
  test('replaces what the table made of the session, in the day, the model and the task', () => {
    const day = atWork();
    says(day, 'm1', 1_000_000);
    expect(day.state.spend.usd).toBe(2);
    day.fact('a', { type: 'session.cost', total_usd: 2.5 });
    expect(day.state.spend.usd).toBe(2.5);
    expect(day.task('a').spend.usd).toBe(2.5);
    expect(day.state.by_model.get('m')?.usd).toBe(2.5);
    says(day, 'm2', 500_000);
    day.fact('a', { type: 'session.cost', total_usd: 3 });
    expect(day.state.spend.usd).toBe(3);
  });

  test('makes known what had no price', () => {
    const day = atWork();
    day.fact('a', {
      type: 'session.usage',
      model: 'other',
      message: 'm1',
      tokens: { ...noTokens, output: 7 },
      stated_usd: null,
    });
    expect(day.state.spend.unknown_tokens).toBe(7);
    day.fact('a', { type: 'session.cost', total_usd: 0.2 });
    expect(day.state.spend).toMatchObject({ unknown_tokens: 0, usd: 0.2 });
  });

  test('holds a cap in dollars', () => {
    const day = new Day();
    day.start([spec('a', { max_cost_usd: 1 })]);
    day.begins('a');
    day.fact('a', { type: 'session.cost', total_usd: 1.2 });
    expect(day.last('session.ending')).toMatchObject({ cause: 'cap' });
  });
});
