// How fast the journal is, durable, on this machine: `node bench/journal.ts`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../src/domain/errors.ts';
import { type Journal, openForReading, openJournal } from '../src/journal/journal.ts';
import type { Entry } from '../src/journal/row.ts';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
};

const usage = (number: number): Entry => ({
  draft: {
    type: 'session.usage',
    task: 'task-001',
    session: 'task-001-1',
    n: number,
    model: 'claude-sonnet',
    tokens: { input: 12, output: 412, cache_read: 48_211, cache_write: 1_904, thoughts: 0 },
    stated_usd: 0.0278,
    usd: 0.0278,
    usd_source: 'agent',
  },
  at: 1_795_000_000_000 + number,
  day: '2026-11-21',
});

const secondsOf = (work: () => void): number => {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
};

let number = 0;
const appendGroups = (journal: Journal, groups: number, size: number) => () => {
  for (let group = 0; group < groups; group += 1) {
    must(
      journal.append(
        Array.from({ length: size }, () => {
          number += 1;
          return usage(number);
        }),
      ),
    );
  }
};

const rows: (readonly [string, number, number])[] = [];
const measure = (what: string, events: number, work: () => void): void => {
  rows.push([what, events, secondsOf(work)]);
};

const dir = mkdtempSync(join(tmpdir(), 'orch-bench-'));
const journal = must(openJournal(dir));
measure('append, each alone', 2_000, appendGroups(journal, 2_000, 1));
measure('append, groups of 50', 48_000, appendGroups(journal, 960, 50));
measure('append, groups of 1000', 50_000, appendGroups(journal, 50, 1000));
measure('replay of the whole journal', 100_000, () => must(journal.each({}, () => {})));
measure('replay of one day', 100_000, () => must(journal.each({ day: '2026-11-21' }, () => {})));
journal.close();
measure('open to write, all checked', 100_000, () => must(openJournal(dir)).close());
measure('open to read', 100_000, () => must(openForReading(dir)).close());
rmSync(dir, { recursive: true });

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = rows.map(([what, events, seconds]) =>
  line([
    what.padEnd(28),
    String(events).padStart(7),
    seconds.toFixed(3).padStart(8),
    ((seconds * 1e6) / events).toFixed(1).padStart(8),
    Math.round(events / seconds)
      .toString()
      .padStart(10),
  ]),
);
const head = line(['what'.padEnd(28), ' events', ' seconds', 'µs/event', '  events/s']);
process.stdout.write(`${[head, head.replace(/[^|]/g, '-'), ...table].join('\n')}\n`);
