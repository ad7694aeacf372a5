import type { Tokens } from '../../src/domain/money.ts';
import { isObject, type Json, objectIn } from '../fake-model/asked.ts';
import type { Cli } from './headless.ts';

const count = (of: Json, key: string): number => {
  const value = of[key];
  return typeof value === 'number' ? value : 0;
};

const linesOf = (stdout: string): readonly Json[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line))
    .filter(isObject);

const claude = (stdout: string): Tokens => {
  const [model] = Object.values(objectIn(JSON.parse(stdout), 'modelUsage'));
  const usage = isObject(model) ? model : {};
  const thoughts = count(usage, 'thinkingTokens');
  return {
    input: count(usage, 'inputTokens'),
    output: count(usage, 'outputTokens') - thoughts,
    cache_read: count(usage, 'cacheReadInputTokens'),
    cache_write: count(usage, 'cacheCreationInputTokens'),
    thoughts,
  };
};

const codex = (stdout: string): Tokens => {
  const usage = objectIn(
    linesOf(stdout).find((line) => line.type === 'turn.completed'),
    'usage',
  );
  const cache_read = count(usage, 'cached_input_tokens');
  const cache_write = count(usage, 'cache_write_input_tokens');
  const thoughts = count(usage, 'reasoning_output_tokens');
  return {
    input: count(usage, 'input_tokens') - cache_read - cache_write,
    output: count(usage, 'output_tokens') - thoughts,
    cache_read,
    cache_write,
    thoughts,
  };
};

const gemini = (stdout: string): Tokens => {
  const { models } = objectIn(JSON.parse(stdout.slice(stdout.indexOf('{'))), 'stats');
  const [model] = isObject(models) ? Object.values(models) : [];
  const tokens = objectIn(model, 'tokens');
  return {
    input: count(tokens, 'input'),
    output: count(tokens, 'candidates'),
    cache_read: count(tokens, 'cached'),
    cache_write: 0,
    thoughts: count(tokens, 'thoughts'),
  };
};

const opencode = (stdout: string): Tokens => {
  const steps = linesOf(stdout)
    .filter((line) => line.type === 'step_finish')
    .map((line) => objectIn(objectIn(line, 'part'), 'tokens'));
  const sum = (of: (tokens: Json) => number): number => steps.map(of).reduce((a, b) => a + b, 0);
  return {
    input: sum((tokens) => count(tokens, 'input')),
    output: sum((tokens) => count(tokens, 'output')),
    cache_read: sum((tokens) => count(objectIn(tokens, 'cache'), 'read')),
    cache_write: sum((tokens) => count(objectIn(tokens, 'cache'), 'write')),
    thoughts: sum((tokens) => count(tokens, 'reasoning')),
  };
};

const readers = { claude, codex, gemini, opencode };

/** The tokens a CLI itself states in what it prints at its end. */
export const statedUsage = (cli: Cli, stdout: string): Tokens => readers[cli](stdout);
