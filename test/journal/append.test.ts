import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { entries, fact, must, notice, temporaryFolder } from '../fixtures/journals.ts';

/** What the journal should do, in the plainest terms. */
interface Model {
  readonly written: string[];
  readonly lastFact: Map<string, number>;
}

type Item = { readonly session: string; readonly n: number } | { readonly text: string };

const draftOf = (item: Item) => ('text' in item ? notice(item.text) : fact(item.session, item.n));
const nameOf = (item: Item) => ('text' in item ? item.text : `${item.session} ${item.n}`);

/** What should be written of a group; null where the group has to be refused. */
const expected = (group: readonly Item[], model: Model): readonly Item[] | null => {
  const last = new Map(model.lastFact);
  const written: Item[] = [];
  for (const item of group) {
    if ('session' in item) {
      const before = last.get(item.session) ?? 0;
      if (item.n <= before) continue;
      if (item.n > before + 1) return null;
      last.set(item.session, item.n);
    }
    written.push(item);
  }
  return written;
};

const appendBoth = (group: readonly Item[], journal: Journal, model: Model): void => {
  const wanted = expected(group, model);
  const events = journal.append(entries('monday', ...group.map(draftOf)));
  expect(events.ok).toBe(wanted !== null);
  if (wanted === null) return;
  expect(must(events)).toMatchObject(wanted.map(draftOf));
  for (const item of wanted) {
    model.written.push(nameOf(item));
    if ('session' in item) model.lastFact.set(item.session, item.n);
  }
};

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ session: fc.constantFrom('s', 't'), n: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ text: fc.string({ unit: 'binary' }) }),
);
const step = fc.oneof(
  { weight: 9, arbitrary: fc.array(item, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);

describe('appending', () => {
  it('writes what is new, skips what is in, refuses what is ahead, and never leaves a gap', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const { dir, remove } = temporaryFolder();
        let journal = must(openJournal(dir));
        const model: Model = { written: [], lastFact: new Map() };
        for (const one of steps) {
          if (one === 'reopen') {
            journal.close();
            journal = must(openJournal(dir));
          } else appendBoth(one, journal, model);
        }
        const events = must(journal.events({}));
        journal.close();
        remove();
        expect(events.map(({ seq }) => seq)).toEqual(model.written.map((_, at) => at + 1));
        expect(
          events.map((event) =>
            event.type === 'notice.posted' ? event.text : `${event.session} ${event.n}`,
          ),
        ).toEqual(model.written);
      }),
      { numRuns: 60 },
    );
  });
});
