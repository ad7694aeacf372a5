import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading, openJournal } from '../../src/journal/journal.ts';
import { must, temporaryFolder } from '../fixtures/journals.ts';

const { dir, remove } = temporaryFolder();
const program = join(dir, 'writer.mjs');

// One file starts faster than twelve, and it is started sixty times.
beforeAll(() =>
  build({
    entryPoints: [join(import.meta.dirname, '../fixtures/journal-writer.ts')],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
  }),
);
afterAll(remove);

/** Runs a writer, kills it with -9 once it acknowledged so many groups; the last number it acknowledged. */
const killedAfter = async (journal: string, groups: number): Promise<number> => {
  const writer = spawn(process.execPath, [program, journal], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  writer.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    if (said.split('\n').length > groups) writer.kill('SIGKILL');
  });
  await once(writer, 'close');
  return Number(said.split('\n').at(-2) ?? 0);
};

const killedWhileOpening = async (journal: string, afterMs: number): Promise<void> => {
  const writer = spawn(process.execPath, [program, journal], { stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = setTimeout(() => writer.kill('SIGKILL'), afterMs);
  await once(writer, 'close');
  clearTimeout(timer);
};

const random = (below: number): number => Math.floor(Math.random() * below);

describe('a writer killed with -9', () => {
  it('leaves every event it acknowledged, numbered without gaps, none twice, sixty times over', async () => {
    const journal = join(dir, 'killed');
    for (let run = 0; run < 60; run += 1) {
      const acknowledged = await killedAfter(journal, 1 + random(40));
      const reader = must(openForReading(journal));
      const events = must(reader.events({}));
      reader.close();
      expect(acknowledged).toBeGreaterThan(0);
      expect(events.length).toBeGreaterThanOrEqual(acknowledged);
      expect(events.map(({ seq, n }) => [seq, n])).toEqual(events.map((_, at) => [at + 1, at + 1]));
    }
    const opened = must(openJournal(journal));
    expect(opened.salvaged).toBeNull();
    opened.close();
  });

  it('leaves no half-made journal when it is killed while opening one', async () => {
    for (let run = 0; run < 12; run += 1) {
      const journal = join(dir, `opening-${run}`);
      await killedWhileOpening(journal, 25 + 5 * run);
      const opened = must(openJournal(journal));
      expect(opened.salvaged).toBeNull();
      const events = must(opened.events({}));
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
      opened.close();
    }
  });
});
