import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ScreenRules } from '../../src/host/sources/screen-rules.ts';

const words = ['one', 'two', 'three', 'four'];

/** Rules for some words, and what they say of one screen after the other. */
const looking = (screens: readonly string[]) => {
  const said: { rule: number; text: string }[][] = [];
  let [screen = '', ...rest] = screens;
  const rules = new ScreenRules(
    words,
    () => screen,
    (rule, text) => said.at(-1)?.push({ rule, text }),
  );
  for (;;) {
    said.push([]);
    rules.look();
    const [next] = rest;
    if (next === undefined) return said;
    [screen = '', ...rest] = rest;
  }
};

it('say what came and what went, and nothing twice', () => {
  expect(looking(['one', 'one', 'two', ''])).toEqual([
    [{ rule: 0, text: 'one' }],
    [],
    [
      { rule: 1, text: 'two' },
      { rule: 0, text: '' },
    ],
    [{ rule: 1, text: '' }],
  ]);
});

it('never let a rule seem to be the first that neither the old nor the new picture has first', () => {
  const picture = fc.subarray(words);
  fc.assert(
    fc.property(picture, picture, (before, after) => {
      const shown = new Set<number>();
      const firsts: (number | undefined)[] = [];
      for (const { rule, text } of looking([before.join(' '), after.join(' ')]).flat()) {
        if (text === '') shown.delete(rule);
        else shown.add(rule);
        firsts.push(words.findIndex((_, at) => shown.has(at)));
      }
      const changed = firsts.slice(before.length);
      const first = (texts: readonly string[]): number => words.findIndex((word) => texts.includes(word));
      for (const each of changed) expect([first(before), first(after)]).toContain(each);
    }),
  );
});
