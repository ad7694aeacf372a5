import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/cost/model-name.ts';
import { priceOf } from '../../src/cost/price.ts';
import { noTokens, type Price } from '../../src/domain/money.ts';

/** What a million tokens of input cost under this name, by the table or the person's own prices. */
const inputPrice = (model: string, own: Readonly<Record<string, Price>> = {}) =>
  priceOf({ model, tokens: { ...noTokens, input: 100_000 }, stated_usd: null }, own).usd;

describe('the name of a model', () => {
  it.each([
    ['as it is', 'claude-sonnet-4-5'],
    ['with the date of its snapshot', 'claude-sonnet-4-5-20250929'],
    ['with a date the table does not list', 'claude-sonnet-4-5-20260101'],
    ['as Vertex dates it', 'claude-sonnet-4-5@20250929'],
    ['after its maker', 'anthropic/claude-sonnet-4-5'],
    ['as a resource of Vertex', 'publishers/anthropic/models/claude-sonnet-4-5@20250929'],
    ['with the mark of the large window', 'claude-sonnet-4-5[1m]'],
    ['as Bedrock has it', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['as Bedrock has it, after its seller', 'bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['in large letters', 'Claude-Sonnet-4-5'],
  ])('is found %s', (_how, model) => {
    expect(inputPrice(model)).toBe(0.3);
  });

  it.each([
    ['gpt-5-2025-08-07', 0.125],
    ['openai/gpt-5', 0.125],
    ['openai-codex/gpt-6-sol', 0.2],
    ['models/gemini-2.5-pro', 0.125],
    ['google/gemini-2.5-pro', 0.125],
    ['xai/grok-4.7', 0.2],
  ])('%s is found', (model, usd) => {
    expect(inputPrice(model)).toBe(usd);
  });

  it('prefers a snapshot with a price of its own to its model', () => {
    expect(inputPrice('gpt-4o-2024-05-13')).toBe(0.5);
    expect(inputPrice('gpt-4o')).toBe(0.25);
  });

  it("keeps to the region's price where Bedrock tells the region", () => {
    expect(inputPrice('eu.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBe(0.33);
    const arn = 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/';
    expect(inputPrice(`${arn}eu.anthropic.claude-sonnet-4-5-20250929-v1:0`)).toBe(0.33);
    expect(inputPrice('mars.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBeNull();
  });

  it.each([
    'claude-sonnet-4-55',
    'claude-sonnet-4',
    'claude-haiku',
    'claude',
    'sonnet',
    'gpt-5-turbo-max',
    'gpt',
    'gemini-2.5-pro-exp',
    'my-claude-sonnet-4-5',
    'claude-sonnet-4-5-fine-tuned',
    'openai/claude-sonnet-4-5',
    'openrouter/anthropic/claude-sonnet-4-5',
    'github-copilot/claude-sonnet-4-5',
    'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/claude-sonnet-4-5',
  ])('%s is only like one that is known: its price is unknown', (model) => {
    expect(inputPrice(model)).toBeNull();
  });

  it('may be given a price of its own in any of these forms, and any other', () => {
    const own = { 'claude-sonnet-4-5': { input: 7, output: 8 }, 'my/Model': { input: 1, output: 1 } };
    expect(inputPrice('claude-sonnet-4-5-20250929', own)).toBe(0.7);
    expect(inputPrice('anthropic/claude-sonnet-4-5', own)).toBe(0.7);
    expect(inputPrice('my/Model', own)).toBe(0.1);
    expect(inputPrice('model', own)).toBeNull();
  });

  it('is tried most exactly first', () => {
    expect(namesOf('us.anthropic.claude-opus-4-1-20250805-v1:0').map(({ id }) => id)).toEqual([
      'us.anthropic.claude-opus-4-1-20250805-v1:0',
      'us.anthropic.claude-opus-4-1-20250805-v1',
      'us.anthropic.claude-opus-4-1-20250805',
      'us.anthropic.claude-opus-4-1',
    ]);
  });
});
