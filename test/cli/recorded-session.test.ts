import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordedSession, recordedOf } from '../../src/cli/recorded-session.ts';
import { type CastEvent, eventLine, sessionMarker } from '../../src/host/cast.ts';
import { type CellUpdate, unpackCells, WORDS_PER_CELL } from '../../src/wire/cells.ts';

const folder = mkdtempSync(join(tmpdir(), 'orch-replay-'));
const file = join(folder, 'session.cast');
const BEGAN = 1_795_000_000;
const at = (seconds: number): number => (BEGAN + seconds) * 1000;

const events: readonly CastEvent[] = [
  [0, 'm', sessionMarker('first')],
  [0, 'r', '20x3'],
  [1, 'o', 'one'],
  [2, 'o', '\r\ntwo'],
  [5, 'm', sessionMarker('second')],
  [6, 'o', 'other'],
];

beforeAll(() => {
  const header = JSON.stringify({ version: 2, width: 20, height: 3, timestamp: BEGAN });
  writeFileSync(file, `${header}\n${events.map(eventLine).join('')}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows as a pane would have them after these updates. */
class Watcher {
  readonly #rows = new Map<number, string[]>();
  #updates = 0;

  readonly take = (packed: Uint8Array): void => {
    const update: CellUpdate | null = unpackCells(packed);
    this.#updates += 1;
    if (update?.modes.full === true) this.#rows.clear();
    for (const { row, col, cells } of update?.spans ?? []) {
      const text = this.#rows.get(row) ?? [];
      for (let i = 0; i < cells.length; i += WORDS_PER_CELL)
        text[col + i / WORDS_PER_CELL] = String.fromCodePoint((cells[i] ?? 0) & 0x1fffff || 32);
      this.#rows.set(row, text);
    }
  };

  get updates(): number {
    return this.#updates;
  }

  get screen(): string {
    return [...this.#rows.values()]
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trim();
  }
}

const watched = (session: string, from: number) => {
  const watcher = new Watcher();
  const recorded = new RecordedSession(recordedOf(file, session), from, watcher.take);
  recorded.watch();
  return { watcher, recorded };
};

describe('A recorded session', () => {
  it('shows its screen as it was at a moment, forwards and backwards', () => {
    const { watcher, recorded } = watched('first', at(1));
    expect(watcher.screen).toBe('one');
    recorded.show(at(3));
    expect(watcher.screen).toBe('one\ntwo');
    recorded.show(at(1.5));
    expect(watcher.screen).toBe('one');
    recorded.show(at(0));
    expect(watcher.screen).toBe('');
  });

  it('sends nothing while nothing changes', () => {
    const { watcher, recorded } = watched('first', at(3));
    recorded.show(at(3.5));
    const before = watcher.updates;
    recorded.show(at(4));
    expect(watcher.updates).toBe(before);
  });

  it('is its own alone, of all that share the recording', () => {
    expect(watched('second', at(9)).watcher.screen).toBe('other');
    expect(watched('nobody', at(9)).watcher.screen).toBe('');
  });

  it('is searched and read back like a living one', async () => {
    const { recorded } = watched('first', at(3));
    expect(await recorded.find('two')).toEqual({ ok: true, value: [{ line: 1, col: 0, length: 3 }] });
    expect(await recorded.history(0, 3)).toMatchObject({ ok: true, value: { total: 3 } });
  });
});
