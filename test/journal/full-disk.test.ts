import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type Append, appendOn } from '../../src/journal/append.ts';
import { openForReading, openJournal } from '../../src/journal/journal.ts';
import { type JournalReader, readerOn } from '../../src/journal/read.ts';
import { entries, fact, must, temporaryFolder } from '../fixtures/journals.ts';
import { canMount, smallDisk } from '../fixtures/small-disk.ts';

/** A journal on a disk that can be made full and free again. */
interface TightPlace {
  readonly append: Append;
  readonly reader: JournalReader;
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => void;
}

const pageLimit = (): TightPlace => {
  const { dir, remove } = temporaryFolder();
  must(openJournal(dir)).close();
  const db = new DatabaseSync(join(dir, 'journal.db'));
  return {
    append: appendOn(db, dir, 1),
    reader: readerOn(db, dir, 1),
    fill: () => db.exec('PRAGMA max_page_count = 1'),
    free: () => db.exec('PRAGMA max_page_count = 100000'),
    remove: () => {
      db.close();
      remove();
    },
  };
};

const fullDisk = (): TightPlace => {
  const disk = smallDisk(2000);
  const journal = must(openJournal(join(disk.dir, '.orch')));
  const { append } = journal;
  const remove = (): void => {
    journal.close();
    disk.remove();
  };
  return { ...disk, append, reader: journal, remove };
};

const places: Record<string, () => TightPlace> = { 'a limit of pages': pageLimit };
if (canMount) places['a full disk'] = fullDisk;

const session = 'session-1';
const group = (after: number) =>
  entries('monday', ...Array.from({ length: 10 }, (_, at) => fact(session, after + at + 1, 'x'.repeat(500))));

/** Appends groups until one is refused; how many events were acknowledged, and why no more. */
const untilRefused = (append: Append, reader: JournalReader) => {
  let last = must(reader.lastSeq());
  for (;;) {
    const events = append(group(last));
    if (!events.ok) return { last, code: events.error.code };
    last += 10;
  }
};

describe.each(Object.entries(places))('on %s', (_, openPlace) => {
  it('nothing acknowledged is lost, the rest is refused, and it goes on once there is room', () => {
    const { append, reader, fill, free, remove } = openPlace();
    must(append(group(0)));
    fill();
    const refused = untilRefused(append, reader);
    expect(refused.code).toBe('disk.full');
    expect(append(group(refused.last))).toMatchObject({ ok: false, error: { code: 'disk.full' } });
    expect(must(reader.events({})).map(({ n }) => n)).toEqual(
      Array.from({ length: refused.last }, (__, at) => at + 1),
    );
    free();
    expect(must(append(group(refused.last)))[0]).toMatchObject({ seq: refused.last + 1 });
    remove();
  });
});

const onRealDisks: Record<string, () => void> = {
  'opening refuses with a reason or works, and nothing counts as damage': () => {
    const disk = smallDisk(2000);
    const dir = join(disk.dir, '.orch');
    const journal = must(openJournal(dir));
    must(journal.append(group(0)));
    disk.fill();
    const { last } = untilRefused(journal.append, journal);
    journal.close();
    for (const opened of [openJournal(dir), openForReading(dir), openJournal(dir)]) {
      if (opened.ok) {
        expect(must(opened.value.lastSeq())).toBe(last);
        opened.value.close();
      } else expect(opened.error.code).toBe('disk.full');
    }
    disk.free();
    const again = must(openJournal(dir));
    expect(again.salvaged).toBeNull();
    expect(must(again.lastSeq())).toBe(last);
    again.close();
    disk.remove();
  },
  'a first journal is refused with a reason': () => {
    const disk = smallDisk(2000);
    disk.fill();
    const opened = openJournal(join(disk.dir, '.orch'));
    expect(opened).toMatchObject({ ok: false, error: { code: 'disk.full' } });
    disk.free();
    must(openJournal(join(disk.dir, '.orch'))).close();
    disk.remove();
  },
};

if (canMount)
  describe('while the disk is full', () => {
    it.each(Object.entries(onRealDisks))('%s', (_, check) => check());
  });
