import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/errors.ts';
import type { Draft } from '../../src/domain/event.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { type Journal, openForReading, openJournal } from '../../src/journal/journal.ts';
import { entries, fact, must, notice, temporaryFolder } from '../fixtures/journals.ts';

let { dir, remove } = temporaryFolder();
remove();
let open: { close: () => void }[] = [];

beforeEach(() => {
  ({ dir, remove } = temporaryFolder());
});
afterEach(() => {
  for (const one of open) one.close();
  open = [];
  remove();
});

const kept = <T extends { close: () => void }>(result: Result<T>): T => {
  const value = must(result);
  open.push(value);
  return value;
};

const journalOf = (eventVersion = 1): Journal => kept(openJournal(dir, { eventVersion }));

describe('the journal', () => {
  it('numbers what it is given from 1 on, and gives it back as it was', () => {
    const journal = journalOf();
    const written = [
      ...must(journal.append(entries('monday', notice('one'), fact('s', 1)))),
      ...must(journal.append(entries('tuesday', notice('NUL \0, half \ud800 and ☃')))),
    ];
    expect(written.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(written[1]).toEqual({ ...fact('s', 1), seq: 2, at: 1000, v: 1, day: 'monday' });
    expect(must(journal.events({}))).toEqual(written);
  });

  it('goes on counting where an earlier engine ended', () => {
    const first = must(openJournal(dir));
    must(first.append(entries('monday', notice('one'))));
    first.close();
    expect(must(journalOf().append(entries('monday', notice('two'))))[0]?.seq).toBe(2);
  });

  it('skips facts that are in already', () => {
    const journal = journalOf();
    must(journal.append(entries('monday', fact('s', 1), fact('s', 2))));
    const again = must(journal.append(entries('monday', fact('s', 1), fact('s', 2), fact('s', 3))));
    expect(again.map((event) => [event.seq, event.n])).toEqual([[3, 3]]);
    expect(must(journal.lastFact('s'))).toBe(3);
    expect(must(journal.lastFact('another'))).toBe(0);
  });

  it('refuses a group in which facts are missing, as a whole', () => {
    const journal = journalOf();
    const refused = journal.append(entries('monday', notice('one'), fact('s', 1), fact('s', 3)));
    expect(refused).toMatchObject({ ok: false, error: { code: 'journal.gap' } });
    expect(must(journal.lastSeq())).toBe(0);
    expect(must(journal.append(entries('monday', fact('s', 1))))[0]?.seq).toBe(1);
  });

  it('finds events by day, number, task, session and type', () => {
    const journal = journalOf();
    must(journal.append(entries('monday', notice('a'), fact('s', 1), fact('t', 1))));
    must(journal.append(entries('tuesday', fact('s', 2), notice('b'), notice('c'))));
    const found = (query: Parameters<Journal['events']>[0]) =>
      must(journal.events(query)).map(({ seq }) => seq);
    expect(found({ day: 'monday' })).toEqual([1, 2, 3]);
    expect(found({ from: 4 })).toEqual([4, 5, 6]);
    expect(found({ task: 'task-001' })).toEqual([2, 3, 4]);
    expect(found({ session: 's' })).toEqual([2, 4]);
    expect(found({ types: ['notice.posted', 'day.ended'], day: 'tuesday' })).toEqual([5, 6]);
    expect(found({ limit: 2, from: 2 })).toEqual([2, 3]);
    expect(must(journal.latest(['notice.posted'], 2)).map(({ seq }) => seq)).toEqual([5, 6]);
  });

  it('knows its days in their order, and the one opened last', () => {
    const journal = journalOf();
    const opened = (day: string): Draft => ({
      type: 'day.opened',
      day,
      date: '2026-11-21',
      file: 'tasks/today.yaml',
      project: '/project',
      git: true,
      max_agents: 3,
      max_cost_usd: null,
      flags: { max_agents: null, max_cost_usd: null },
      head: { max_agents: null, max_cost_usd: null },
      yes: false,
      wait_ms: null,
      settings: defaultSettings,
      rules: [],
      history: [],
    });
    expect(must(journal.lastDay())).toBeNull();
    must(journal.append(entries('monday', opened('monday'))));
    must(journal.append(entries('friday', opened('friday'))));
    must(journal.append(entries('monday', notice('late'))));
    expect(must(journal.days())).toEqual(['monday', 'friday']);
    expect(must(journal.lastDay())).toBe('friday');
  });

  it('leaves a journal of a newer layout alone', () => {
    must(openJournal(dir)).close();
    const db = new DatabaseSync(join(dir, 'journal.db'));
    db.exec('PRAGMA user_version = 2');
    db.close();
    expect(openJournal(dir)).toMatchObject({ ok: false, error: { code: 'journal.version' } });
    expect(openForReading(dir)).toMatchObject({ ok: false, error: { code: 'journal.version' } });
  });

  it('refuses events of a newer orch with a message', () => {
    const newer = must(openJournal(dir, { eventVersion: 2 }));
    must(newer.append(entries('monday', notice('from the future'))));
    newer.close();
    expect(openJournal(dir)).toMatchObject({ ok: false, error: { code: 'journal.version' } });
    const reader = kept(openForReading(dir));
    expect(reader.events({})).toMatchObject({
      ok: false,
      error: { code: 'journal.version', what: 'Event 1 was written by a newer orch.' },
    });
  });

  it('says so where it cannot be opened', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(openJournal(join(dir, 'file', '.orch'))).toMatchObject({
      ok: false,
      error: { code: 'file.unwritable' },
    });
  });
});

describe('reading beside the engine', () => {
  it('says that there is nothing where no day was run', () => {
    expect(openForReading(dir)).toMatchObject({ ok: false, error: { code: 'day.none' } });
  });

  it('sees each event as soon as it is acknowledged', () => {
    const journal = journalOf();
    const reader = kept(openForReading(dir));
    for (let seq = 1; seq <= 100; seq += 1) {
      must(journal.append(entries('monday', notice(`${seq}`))));
      expect(must(reader.lastSeq())).toBe(seq);
    }
  });

  it('keeps to what was in when it began, and does not hold the engine up', () => {
    const journal = journalOf();
    must(journal.append(entries('monday', notice('a'), notice('b'), notice('c'))));
    const reader = kept(openForReading(dir));
    const seen: number[] = [];
    must(
      reader.each({}, ({ seq }) => {
        seen.push(seq);
        must(journal.append(entries('monday', notice('more'))));
      }),
    );
    expect(seen).toEqual([1, 2, 3]);
    expect(must(reader.lastSeq())).toBe(6);
  });

  it('works after the engine is gone', () => {
    const journal = must(openJournal(dir));
    must(journal.append(entries('monday', notice('a'))));
    journal.close();
    expect(must(kept(openForReading(dir)).events({}))).toMatchObject([{ seq: 1, text: 'a' }]);
  });
});
