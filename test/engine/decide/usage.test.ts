import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pricesOf } from '../../../src/cost/catalogue.ts';
import { noTokens, type Tokens, totalTokens } from '../../../src/domain/money.ts';
import { pricedBy, pricedByText } from '../../../src/state/priced-by.ts';
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

describe('the price of usage', () => {
  const tells = (day: Day, model: string, tokens: Partial<Tokens>): void =>
    day.fact('a', {
      type: 'session.usage',
      model,
      message: 'm1',
      tokens: { ...noTokens, ...tokens },
      stated_usd: null,
    });

  test('is by the tier of the whole request, told bit by bit', () => {
    const day = atWork();
    tells(day, 'gemini-2.5-pro', { input: 150_000 });
    tells(day, 'gemini-2.5-pro', { input: 400_000 });
    tells(day, 'gemini-2.5-pro', { input: 400_000, output: 100_000 });
    // 400,000 × $2.50 + 100,000 × $15, a million each
    expect(day.state.spend.usd).toBeCloseTo(2.5, 9);
    expect(day.last('session.usage')).toMatchObject({ usd_source: 'table', prices_of: pricesOf });
  });

  test('knows what is cached for an hour, told bit by bit', () => {
    const day = atWork();
    tells(day, 'claude-sonnet-4-5', { cache_write: 100_000, cache_write_1h: 100_000 });
    tells(day, 'claude-sonnet-4-5', { cache_write: 300_000, cache_write_1h: 200_000 });
    // 200,000 × $6 + 100,000 × $3.75, a million each
    expect(day.state.spend.usd).toBeCloseTo(1.575, 9);
    expect(day.state.spend.tokens).toEqual({ ...noTokens, cache_write: 300_000, cache_write_1h: 200_000 });
  });

  test('is explained: by whose words, until the agent states its own', () => {
    const day = atWork();
    const words = () => pricedBy(day.state, day.task('a').sessions);
    tells(day, 'nobody-knows', { output: 5 });
    expect(words()).toEqual([]);
    says(day, 'm2', 10);
    tells(day, 'claude-sonnet-4-5', { output: 10 });
    expect(words()).toEqual(['settings', `table of ${pricesOf}`]);
    expect(pricedByText(words())).toBe(`\`prices\` in orch.yaml and the price table of ${pricesOf}`);
    day.fact('a', { type: 'session.cost', total_usd: 0.5 });
    expect(pricedByText(words())).toBe("the agent's own figures");
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
