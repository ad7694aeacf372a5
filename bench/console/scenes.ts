import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Outer } from './outer.ts';
import { cpuSeconds, megabytes } from './process-cost.ts';
import { env, type Running, type Start, startOrch } from './rivals.ts';

const FLOOD_MB = 20;
const FLOODING = 8;
const KEYS = 120;
const WARM_UP_MS = 15_000;
const WATCH_MS = 10_000;
const STARTS = 5;

const line = (at: number): string =>
  `\x1b[3${at % 8}m${String(at).padStart(8)} ${'the quick brown fox '.repeat(4)}\x1b[0m\n`;
const many = (count: number, command: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => command(at));
const typist =
  'stty raw -echo; exec perl -e \'$|=1; while (sysread STDIN, $c, 1) { print $c; print "\\r" if $n++ % 100 == 99 }\'';

const until = async (holds: () => boolean, timeoutMs: number): Promise<void> => {
  const end = performance.now() + timeoutMs;
  while (!holds() && performance.now() < end) await pause(20);
};

/** Sixteen processes starting on two cores keep them busy for a while: figures begin when that is over. */
const settled = async (run: Running): Promise<void> => {
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 12; tries += 1) {
    const before = cpuSeconds(run.pids());
    await pause(500);
    quiet = cpuSeconds(run.pids()) - before < 0.1 ? quiet + 1 : 0;
  }
};

type Work<T> = (run: Running, dir: string) => Promise<T>;

/** What is measured: the same commands, whoever runs them. */
export class Scenes {
  readonly #room: string;
  readonly #flood: string;
  #runs = 0;

  constructor(room: string) {
    this.#room = room;
    this.#flood = join(room, 'flood.txt');
    writeFileSync(this.#flood, many((FLOOD_MB * 1e6) / 102, line).join(''));
  }

  flooded(start: Start) {
    const commands = (dir: string): string[] =>
      many(
        FLOODING,
        (at) =>
          `while [ ! -f ${dir}/go ]; do sleep 0.05; done; cat ${this.#flood}; touch ${dir}/done${at}; exec sleep 1000`,
      );
    return this.#in(start, commands, async (run, dir) => {
      const [cpu, bytes, from] = [cpuSeconds(run.pids()), run.outer.bytes, performance.now()];
      const painter = cpuSeconds([run.painter]);
      writeFileSync(join(dir, 'go'), '');
      await until(() => many(FLOODING, (at) => join(dir, `done${at}`)).every(existsSync), 120_000);
      const seconds = (performance.now() - from) / 1000;
      await until(() => performance.now() - run.outer.writtenAt > 500, 5000);
      return {
        cpu: cpuSeconds(run.pids()) - cpu,
        painter: cpuSeconds([run.painter]) - painter,
        seconds,
        bytes: run.outer.bytes - bytes,
        memory: megabytes(run.pids()),
      };
    });
  }

  /** Once what runs for hours is as fast as it gets. */
  watched(start: Start, command: string) {
    const commands = (): string[] => many(16, () => command);
    return this.#in(start, commands, async (run) => {
      await pause(WARM_UP_MS);
      const cpu = cpuSeconds(run.pids());
      await pause(WATCH_MS);
      return {
        cpu: (cpuSeconds(run.pids()) - cpu) / (WATCH_MS / 1000),
        memory: megabytes(run.pids()),
      };
    });
  }

  /** A key's way to the screen, eight others idle or flooding. */
  echoed(start: Start, others: 'idle' | 'flooding') {
    // Ends when its terminal does.
    const other = others === 'idle' ? 'exec sleep 1000' : `while cat ${this.#flood}; do :; done`;
    const commands = (): string[] => [typist, ...many(FLOODING, () => other)];
    return this.#in(start, commands, async (run) => {
      const times: number[] = [];
      for (let key = 0; key < KEYS; key += 1) {
        const ms = await run.outer.echo('QWVYZKXJ'[key % 8] ?? 'Q');
        times.push(ms ?? Number.POSITIVE_INFINITY);
        await pause(20 + (key % 7) * 5);
      }
      return times;
    });
  }

  /** Milliseconds from the start of a console to its first picture, beside those of a bare Node. */
  async firstFrame(bundles: string): Promise<{ bare: number; viewer: number }> {
    const bare = many(STARTS, () => '').map(() => {
      const from = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      return performance.now() - from;
    });
    const viewers: number[] = [];
    for (let time = 0; time < STARTS; time += 1)
      viewers.push(
        await this.#in(
          startOrch(bundles),
          () => ['echo here; exec sleep 1000'],
          async (_, dir) => {
            // Started anew beside its host, so that only the console's own start counts.
            const viewer = [process.execPath, '--no-warnings', join(bundles, 'viewer.mjs')];
            const outer = new Outer([...viewer, join(dir, '0.sock')], env);
            await outer.shows('session 0', 10_000);
            outer.pty.kill('SIGKILL');
            return performance.now() - outer.startedAt;
          },
        ),
      );
    const middle = (all: number[]): number => all.sort((a, b) => a - b)[2] ?? 0;
    return { bare: middle(bare), viewer: middle(viewers) };
  }

  async #in<T>(start: Start, commands: (dir: string) => string[], work: Work<T>): Promise<T> {
    this.#runs += 1;
    const dir = join(this.#room, String(this.#runs));
    mkdirSync(dir);
    const run = await start(commands(dir), dir);
    try {
      await settled(run);
      return await work(run, dir);
    } finally {
      await run.stop();
    }
  }
}
