import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Emulator } from '../../src/host/emulator.ts';
import { Recording } from '../../src/host/recording.ts';
import { textOfRecording } from '../../src/host/replay.ts';
import { textOf } from '../../src/host/text.ts';
import { canMount, smallDisk } from '../fixtures/small-disk.ts';
import { until } from './driver.ts';

const size = { cols: 40, rows: 10 };
const epoch = Date.parse('2026-11-21T10:00:00Z');

let dir: string;
let file: string;
let now: number;
let notices: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orch-cast-'));
  file = join(dir, 'session.cast');
  now = epoch;
  notices = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const recording = (session = 's1', path = file) =>
  new Recording({ file: path, session, size, now: () => now, onNotice: (text) => notices.push(text) });

const written = (path = file): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a recording', () => {
  it('is an asciicast: header, session, size, output by its time', () => {
    const one = recording();
    now += 1500;
    one.output(Buffer.from('hello'));
    now += 5;
    one.output(Buffer.from(' world'));
    now += 1000;
    one.resized({ cols: 50, rows: 12 });
    one.close();
    expect(written()).toEqual([
      { version: 2, width: 40, height: 10, timestamp: epoch / 1000 },
      [0, 'm', 'session s1'],
      [0, 'r', '40x10'],
      [1.5, 'o', 'hello world'],
      [2.505, 'r', '50x12'],
    ]);
  });

  it('replays to the same screen, however the output was split', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\x1b[2J',
        '\x1b[H',
        '\x1b[31m',
        '\x1b[5;9H',
        '\x1b[?1049h',
        '\x1b[?1049l',
        '漢字',
        '👩‍👩‍👧',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (pieces, step) => {
          rmSync(file, { force: true });
          const bytes = Buffer.from(pieces.join(''));
          const live = new Emulator(size, 100_000);
          const one = recording();
          for (let at = 0; at < bytes.length; at += step) {
            live.feed(bytes.subarray(at, at + step));
            one.output(bytes.subarray(at, at + step));
            now += 7;
          }
          one.close();
          expect(await textOfRecording(file)).toBe(textOf(live.terminal, { scrollback: true }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on over the sessions of a task on one time line, each on a clean screen', async () => {
    const first = recording('s1');
    now += 2000;
    first.output(Buffer.from('\x1b[?1049h\x1b[31mone'));
    first.close();
    now += 60_000;
    const second = recording('s2');
    now += 1000;
    second.output(Buffer.from('two'));
    second.close();
    const events = written().slice(1) as [number, string, string][];
    expect(events.map(([at]) => at)).toEqual([0, 0, 2, 62, 62, 62, 63]);
    expect(events.slice(3)).toEqual([
      [62, 'm', 'session s2'],
      [62, 'o', '\x1bc'],
      [62, 'r', '40x10'],
      [63, 'o', 'two'],
    ]);
    expect(await textOfRecording(file, { session: 's1' })).toBe('one');
    expect(await textOfRecording(file, { session: 's2' })).toBe('two');
    expect(await textOfRecording(file)).toBe('one\ntwo');
  });

  it('never runs backwards, even when the clock does', () => {
    const first = recording('s1');
    now += 5000;
    first.output(Buffer.from('a'));
    first.close();
    now = epoch - 3_600_000;
    const second = recording('s2');
    now += 1000;
    second.output(Buffer.from('b'));
    second.close();
    const times = (written().slice(1) as [number][]).map(([at]) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(6);
  });

  it('cuts a torn last line off and puts a file that is none aside', () => {
    recording('s1').close();
    appendFileSync(file, '[99,"o","torn');
    const again = recording('s2');
    again.close();
    expect((written().slice(1) as [number][]).every(([at]) => at === 0)).toBe(true);
    writeFileSync(file, 'not a recording\n');
    recording('s3').close();
    expect(written()[0]).toMatchObject({ version: 2 });
    expect(readFileSync(join(dir, 'session.cast.damaged-1'), 'utf8')).toBe('not a recording\n');
    expect(readdirSync(dir).length).toBe(2);
  });
});

describe.runIf(canMount)('on a full disk, a recording', () => {
  it('stops with a notice, goes on when there is room, and holds whole lines only', async () => {
    const disk = smallDisk(256);
    const path = join(disk.dir, 'session.cast');
    const one = recording('s1', path);
    one.output(Buffer.from('before'));
    disk.fill();
    one.output(Buffer.alloc(100_000, 'x'));
    await until(() => notices.length === 1);
    disk.free();
    await until(() => notices.length === 2);
    one.output(Buffer.from('after'));
    one.close();
    expect(notices[0]).toMatch(/^The recording cannot be written/);
    expect(notices[1]).toMatch(/^The recording goes on/);
    const events = written(path).slice(1) as [number, string, string][];
    expect(events.slice(2).map(([, kind, data]) => [kind, data])).toEqual([
      ['m', 'recording goes on'],
      ['o', 'after'],
    ]);
    disk.remove();
  });
});
