import * as fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import { openForReading, openJournal } from '../../src/journal/journal.ts';
import {
  closed,
  cut,
  digests,
  events,
  type Files,
  frameSize,
  linesOf,
  live,
  overwritten,
  pageSize,
  part,
  readFiles,
  writeFiles,
} from '../fixtures/damaged-journals.ts';
import { entries, must, notice, temporaryFolder } from '../fixtures/journals.ts';

let { dir, remove } = temporaryFolder();
remove();
beforeEach(() => {
  ({ dir, remove } = temporaryFolder());
});
afterEach(() => remove());

/** Opens a journal that something was done to: all is there, or it says what is not and keeps the damaged files. */
const openDamaged = (contents: Files): number => {
  const place = join(dir, String(fs.readdirSync(dir).length));
  writeFiles(place, contents);
  const journal = must(openJournal(place));
  const kept = must(journal.events({}));
  expect(linesOf(kept)).toBe(linesOf(events.slice(0, kept.length)));
  if (kept.length < events.length) expect(journal.salvaged).not.toBeNull();
  if (journal.salvaged !== null) {
    expect(journal.salvaged.kept).toBe(kept.length);
    expect(digests(readFiles(journal.salvaged.damaged))).toEqual(digests(contents));
  }
  const seq = kept.length + 1;
  expect(must(journal.append(entries('after', notice('goes on'))))).toMatchObject([{ seq }]);
  expect(must(journal.events({ day: 'after' }))).toHaveLength(1);
  journal.close();
  return kept.length;
};

/** Page boundaries and the bytes beside them. */
const boundaries = (size: number, page: number, head: number): readonly number[] => {
  const at: number[] = [0, 1, head];
  for (let edge = head; edge <= size; edge += page) at.push(edge - 1, edge, edge + 1);
  return [...new Set(at)].filter((offset) => offset >= 0 && offset < size);
};

describe('a journal cut off', () => {
  it('at the pages of its main file keeps what still reads, or says so', () => {
    for (const offset of boundaries(part(closed, 'journal.db').length, 2 * pageSize, 0))
      openDamaged(cut(closed, 'journal.db', offset));
  });

  it('at the pages of its main file while there is a WAL', () => {
    for (const offset of boundaries(part(live, 'journal.db').length, 4 * pageSize, 0))
      openDamaged(cut(live, 'journal.db', offset));
  });

  it('at the frames of its WAL never loses in silence what was acknowledged', () => {
    const size = part(live, 'journal.db-wal').length;
    for (const offset of boundaries(size, 5 * frameSize, 32)) {
      const kept = openDamaged(cut(live, 'journal.db-wal', offset));
      expect(kept).toBeGreaterThanOrEqual(300);
    }
  });

  it('at any byte', () => {
    const anyCut = fc
      .constantFrom(...['journal.db', 'journal.db-wal'])
      .chain((name) => fc.record({ name: fc.constant(name), at: fc.nat(part(live, name).length - 1) }));
    fc.assert(
      fc.property(anyCut, ({ name, at }) => void openDamaged(cut(live, name, at))),
      { numRuns: 50 },
    );
  });
});

const garbage = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc.uint8Array({ minLength: 4096, maxLength: 9000 }),
);

describe('a journal overwritten with garbage', () => {
  it('anywhere in its main file or its WAL keeps what still reads, or says so', () => {
    const anywhere = fc
      .constantFrom(...['journal.db', 'journal.db-wal'])
      .chain((name) =>
        fc.record({ name: fc.constant(name), at: fc.nat(part(live, name).length - 1), garbage }),
      );
    fc.assert(
      fc.property(anywhere, (one) => void openDamaged(overwritten(live, one.name, one.at, one.garbage))),
      { numRuns: 50 },
    );
  });

  it('in one byte of its main file never passes off something else for what was written', () => {
    const oneByte = fc.record({
      at: fc.nat(part(closed, 'journal.db').length - 1),
      byte: fc.uint8Array({ minLength: 1, maxLength: 1 }),
    });
    fc.assert(
      fc.property(oneByte, ({ at, byte }) => void openDamaged(overwritten(closed, 'journal.db', at, byte))),
      { numRuns: 50 },
    );
  });

  it('over its whole first page still gives every event', () => {
    const bytes = new Uint8Array(pageSize).fill(0x5a);
    expect(openDamaged(overwritten(closed, 'journal.db', 0, bytes))).toBe(events.length);
  });

  it('in its mark is sound', () => {
    const bytes = new Uint8Array(10).fill(0x39);
    expect(openDamaged(overwritten(closed, 'journal.mark', 0, bytes))).toBe(events.length);
  });
});

describe('a journal of which a file is gone', () => {
  it('says that everything is lost with its main file', () => {
    const { 'journal.db': _, ...rest } = closed;
    expect(openDamaged(rest)).toBe(0);
  });

  it('keeps what its main file holds without the WAL', () => {
    const { 'journal.db-wal': _, ...rest } = live;
    expect(openDamaged(rest)).toBe(300);
  });
});

describe('a journal with an empty main file', () => {
  it('is neither opened for reading nor loses its WAL by that', () => {
    writeFiles(dir, cut(live, 'journal.db', 0));
    expect(openForReading(dir)).toMatchObject({ ok: false, error: { code: 'journal.damaged' } });
    expect(digests(readFiles(dir))).toEqual(digests(cut(live, 'journal.db', 0)));
  });

  it('gives every event as long as its WAL has them all', () => {
    const written = must(openJournal(dir));
    must(written.append(entries('monday', notice('one'), notice('two'))));
    const { 'journal.db': _, ...rest } = readFiles(dir);
    written.close();
    const place = join(dir, 'again');
    writeFiles(place, { ...rest, 'journal.db': Buffer.alloc(0) });
    const journal = must(openJournal(place));
    expect(must(journal.events({}))).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    journal.close();
  });
});

describe('salvaging', () => {
  const damaged = cut(live, 'journal.db-wal', 20 * frameSize);

  it('is reported at each opening until the journal tells of it', () => {
    writeFiles(dir, damaged);
    const first = must(openJournal(dir));
    const told = first.salvaged;
    expect(told).toMatchObject({ damaged: join(dir, 'damaged-1') });
    expect(told?.why).toContain('to 400 were journaled and are gone');
    first.close();
    const second = must(openJournal(dir));
    expect(second.salvaged).toEqual(told);
    const report = { type: 'journal.salvaged', kept: told?.kept ?? 0, damaged: told?.damaged ?? '' } as const;
    must(second.append(entries('monday', report)));
    second.close();
    const third = must(openJournal(dir));
    expect(third.salvaged).toBeNull();
    third.close();
  });

  it('puts a second damage beside the first', () => {
    writeFiles(dir, damaged);
    must(openJournal(dir)).close();
    fs.truncateSync(join(dir, 'journal.db'), 10 * pageSize);
    const journal = must(openJournal(dir));
    expect(journal.salvaged?.damaged).toBe(join(dir, 'damaged-2'));
    expect(fs.readdirSync(join(dir, 'damaged-1'))).toContain('journal.db-wal');
    journal.close();
  });

  it.each([
    ['before any file was put away', []],
    ['after the WAL was put away', ['journal.db-wal']],
    ['after all was put away', ['journal.db-wal', 'journal.db']],
  ])('goes on where it was broken off %s', (_, putAway) => {
    writeFiles(dir, damaged);
    const whole = must(openJournal(dir));
    const { salvaged } = whole;
    whole.close();
    const aside = join(dir, 'damaged-1');
    fs.renameSync(join(dir, 'journal.db'), join(aside, 'salvaged.db'));
    for (const name of ['journal.db-wal', 'journal.db'].filter((one) => !putAway.includes(one)))
      fs.renameSync(join(aside, name), join(dir, name));
    fs.writeFileSync(join(dir, 'journal.mark'), part(damaged, 'journal.mark'));
    const again = must(openJournal(dir));
    expect(again.salvaged).toEqual(salvaged);
    expect(linesOf(must(again.events({})))).toBe(linesOf(events.slice(0, salvaged?.kept)));
    expect(digests(readFiles(aside))).toEqual(digests(damaged));
    again.close();
  });

  it('starts anew when it was broken off while copying', () => {
    fs.mkdirSync(join(dir, 'salvaging'));
    writeFiles(join(dir, 'salvaging'), { 'salvaged.db.new': Buffer.from('half a copy') });
    writeFiles(dir, damaged);
    const journal = must(openJournal(dir));
    expect(journal.salvaged?.damaged).toBe(join(dir, 'damaged-1'));
    expect(fs.existsSync(join(dir, 'salvaging'))).toBe(false);
    journal.close();
  });
});

describe('reading a damaged journal', () => {
  it('says that events are missing instead of showing fewer', () => {
    writeFiles(dir, cut(live, 'journal.db-wal', 20 * frameSize));
    expect(openForReading(dir)).toMatchObject({ ok: false, error: { code: 'journal.damaged' } });
  });

  it('shows nothing that was not written, and never throws', () => {
    const damage = fc.record({ at: fc.nat(part(live, 'journal.db').length - 1), garbage });
    fc.assert(
      fc.property(damage, (one) => {
        const place = join(dir, String(fs.readdirSync(dir).length));
        writeFiles(place, overwritten(live, 'journal.db', one.at, one.garbage));
        const reader = openForReading(place);
        if (!reader.ok) return;
        const seen: Event[] = [];
        reader.value.each({}, (event) => seen.push(event));
        reader.value.close();
        expect(linesOf(seen)).toBe(linesOf(seen.flatMap(({ seq }) => events[seq - 1] ?? [])));
      }),
      { numRuns: 50 },
    );
  });
});
