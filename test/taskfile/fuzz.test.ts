import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/taskfile/day.ts';
import { linesOf } from '../../src/taskfile/mistake.ts';
import { renderMistakes } from '../../src/taskfile/render.ts';
import { context, fullDay, weeklyReview } from '../fixtures/day-files.ts';

const LONGEST_MS = 3000;

const textOf = (input: string | Uint8Array): string =>
  (typeof input === 'string' ? input : new TextDecoder().decode(input)).replace(/^\uFEFF/, '');

/** Accepted, or refused with mistakes that all lie within the text; and in bounded time. */
const holds = (input: string | Uint8Array): void => {
  const started = performance.now();
  const parsed = parseDay(input, context);
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  if (parsed.ok) return;
  const lines = linesOf(textOf(input));
  expect(parsed.mistakes.length).toBeGreaterThan(0);
  for (const { line, column, length, message } of parsed.mistakes) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? '').length + 1);
    expect(length).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
  }
  expect(renderMistakes('f', textOf(input), parsed.mistakes)).toContain('f:');
};

const pieces = [
  'tasks:',
  'id:',
  'name: A',
  'description:',
  'steps:',
  'skill: bash',
  'args:',
  'defaults:',
  'depends_on:',
  'a',
  '001',
  '- ',
  '  ',
  '    ',
  '\n',
  '\r\n',
  '\t',
  ': ',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '|',
  '>',
  '#',
  '&a ',
  '*a',
  '? ',
  '!!str ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\\',
  '\u0000',
  '\uFEFF',
  '\u2028',
  '😀',
  'é',
  '<<',
  '~',
  'null',
  '.nan',
  '1e999',
  '-',
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 })),
});

const mutated = (text: string, changes: readonly { at: number; remove: number; insert: string }[]): string =>
  changes.reduce((current, { at, remove, insert }) => {
    const start = Math.floor(at * current.length);
    return current.slice(0, start) + insert + current.slice(start + remove);
  }, text);

describe('whatever a file holds, it is read or refused with a place', () => {
  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), holds), { numRuns: 500 });
  });

  test('random text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), holds), { numRuns: 500 });
  });

  test('YAML-ish text', () => {
    const yamlish = fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((all) => all.join(''));
    fc.assert(fc.property(yamlish, holds), { numRuns: 1500 });
  });

  test('a good file with a few changes', () => {
    const changes = fc.array(mutation, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(fullDay, weeklyReview), changes, (text, all) => holds(mutated(text, all))),
      { numRuns: 1500 },
    );
  });

  test('a good file with bytes changed', () => {
    const bytes = new TextEncoder().encode(fullDay);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const copy = bytes.slice();
        for (const [at, value] of changes) copy[at] = value;
        holds(copy);
      }),
      { numRuns: 500 },
    );
  });

  test('one piece, ten thousand times', () => {
    for (const piece of pieces) holds(piece.repeat(10_000));
  });
});
