// What the console costs beside tmux (and mprocs, where it is on PATH): `node bench/console.ts`, a few minutes.
// Both run the same commands in a terminal of 200×50, one in view. CPU is the multiplexer's own, agents left out;
// orch counts its session hosts (one process an agent: they outlive the console) and a console around the real panes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Outer } from './console/outer.ts';
import { paneFrames } from './console/pane-frames.ts';
import { cpuSeconds, megabytes } from './console/process-cost.ts';
import {
  bundle,
  env,
  type Running,
  type Start,
  startMprocs,
  startOrch,
  startTmux,
} from './console/rivals.ts';

const FLOOD_MB = 20;
const KEYS = 120;
const WATCH_MS = 4000;

const room = mkdtempSync(join(process.cwd(), 'node_modules', '.bench-console-'));
const flood = join(room, 'flood.txt');
const line = (at: number): string =>
  `\x1b[3${at % 8}m${String(at).padStart(8)} ${'the quick brown fox '.repeat(4)}\x1b[0m\n`;
writeFileSync(flood, Array.from({ length: (FLOOD_MB * 1e6) / 102 }, (_, at) => line(at)).join(''));

const many = (count: number, command: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => command(at));
const until = async (holds: () => boolean, timeoutMs: number): Promise<void> => {
  const end = performance.now() + timeoutMs;
  while (!holds() && performance.now() < end) await pause(20);
};

let runs = 0;
/** Sixteen processes starting on two cores keep them busy for a while: figures begin when that is over. */
const settled = async (run: Running): Promise<void> => {
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 12; tries += 1) {
    const before = cpuSeconds(run.pids());
    await pause(500);
    quiet = cpuSeconds(run.pids()) - before < 0.1 ? quiet + 1 : 0;
  }
};

const inRoom = async <T>(
  start: Start,
  commands: (dir: string) => string[],
  work: (run: Running, dir: string) => Promise<T>,
): Promise<T> => {
  runs += 1;
  const dir = join(room, String(runs));
  spawnSync('mkdir', ['-p', dir]);
  const run = await start(commands(dir), dir);
  try {
    await settled(run);
    return await work(run, dir);
  } finally {
    await run.stop();
  }
};

const flooded = (start: Start) =>
  inRoom(
    start,
    (dir) =>
      many(
        8,
        (at) =>
          `while [ ! -f ${dir}/go ]; do sleep 0.05; done; cat ${flood}; touch ${dir}/done${at}; exec sleep 1000`,
      ),
    async (run, dir) => {
      const [cpu, bytes, from] = [cpuSeconds(run.pids()), run.outer.bytes, performance.now()];
      const painter = cpuSeconds([run.painter]);
      writeFileSync(join(dir, 'go'), '');
      await until(() => many(8, (at) => join(dir, `done${at}`)).every(existsSync), 120_000);
      const seconds = (performance.now() - from) / 1000;
      await until(() => performance.now() - run.outer.writtenAt > 500, 5000);
      return {
        cpu: cpuSeconds(run.pids()) - cpu,
        painter: cpuSeconds([run.painter]) - painter,
        seconds,
        bytes: run.outer.bytes - bytes,
        memory: megabytes(run.pids()),
      };
    },
  );

const watched = (start: Start, command: string) =>
  inRoom(
    start,
    () => many(16, () => command),
    async (run) => {
      const [cpu, bytes] = [cpuSeconds(run.pids()), run.outer.bytes];
      await pause(WATCH_MS);
      return {
        cpu: (cpuSeconds(run.pids()) - cpu) / (WATCH_MS / 1000),
        bytes: run.outer.bytes - bytes,
        memory: megabytes(run.pids()),
      };
    },
  );

const typist =
  'stty raw -echo; exec perl -e \'$|=1; while (sysread STDIN, $c, 1) { print $c; print "\\r" if $n++ % 100 == 99 }\'';

const echoed = (start: Start, others: string) =>
  inRoom(
    start,
    () => [typist, ...many(7, () => others)],
    async (run) => {
      const times: number[] = [];
      for (let key = 0; key < KEYS; key += 1) {
        const ms = await run.outer.echo('QWVYZKXJ'[key % 8] ?? 'Q');
        if (ms !== null) times.push(ms);
        await pause(20 + (key % 7) * 5);
      }
      times.sort((a, b) => a - b);
      const at = (share: number): number =>
        times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
      return { p50: at(0.5), p99: at(0.99), lost: KEYS - times.length };
    },
  );

const spinner = 'exec perl -e \'$|=1; while (1) { print "\\r" . $n++; select undef, undef, undef, 0.1 }\'';
// Ends when its terminal does.
const forever = `while cat ${flood}; do :; done`;

const firstFrame = async (bundles: string): Promise<{ bare: number; viewer: number }> => {
  const bare = many(5, () => '').map(() => {
    const from = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - from;
  });
  const viewers: number[] = [];
  for (let time = 0; time < 5; time += 1)
    viewers.push(
      await inRoom(
        startOrch(bundles),
        () => ['echo here; exec sleep 1000'],
        async () => {
          // Started anew beside its host, so that only the console's own start counts.
          const socket = join(room, String(runs), '0.sock');
          const outer = new Outer(
            [process.execPath, '--no-warnings', join(bundles, 'viewer.mjs'), socket],
            env,
          );
          await outer.shows('session 0', 10_000);
          outer.pty.kill('SIGKILL');
          return performance.now() - outer.startedAt;
        },
      ),
    );
  const middle = (all: number[]): number => all.sort((a, b) => a - b)[2] ?? 0;
  return { bare: middle(bare), viewer: middle(viewers) };
};

const row = (cells: readonly string[]): void => {
  process.stdout.write(
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(44) : cell.padStart(16))).join(' | ')} |\n`,
  );
};
const ms = (value: number): string => `${value.toFixed(2)} ms`;
const kb = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

try {
  const bundles = join(room, 'bundles');
  await bundle(bundles);
  row(['one pane frame at 200×50, CPU', 'host', 'console', 'bytes']);
  for (const what of ['page', 'line'] as const) {
    const cost = paneFrames(what);
    row([
      what === 'page' ? 'every cell differs' : 'one line differs',
      ms(cost.hostMs),
      ms(cost.consoleMs),
      cost.bytes.toFixed(0),
    ]);
  }
  const { bare, viewer } = await firstFrame(bundles);
  row([
    'first frame, from the start of the process',
    ms(viewer),
    `bare Node ${bare.toFixed(0)} ms`,
    `${(viewer / bare).toFixed(1)}×`,
  ]);
  const installed = [['tmux', '-V', startTmux] as const, ['mprocs', '--version', startMprocs] as const]
    .filter(([name, flag]) => spawnSync(name, [flag]).status === 0)
    .map(([name, , start]) => [name, start] as const);
  const rivals: (readonly [string, Start])[] = [['orch', startOrch(bundles)], ...installed];
  process.stdout.write('\n');
  row(['', ...rivals.map(([name]) => name)]);
  const each = async <T>(work: (start: Start) => Promise<T>): Promise<T[]> => {
    const all: T[] = [];
    for (const [, start] of rivals) all.push(await work(start));
    return all;
  };
  const floods = await each(flooded);
  row([`8 flooding ${FLOOD_MB} MB each: CPU`, ...floods.map(({ cpu }) => `${cpu.toFixed(2)} s`)]);
  row(['… of it the process that paints', ...floods.map(({ painter }) => `${painter.toFixed(2)} s`)]);
  row(['… time', ...floods.map(({ seconds }) => `${seconds.toFixed(1)} s`)]);
  row(['… written to the terminal', ...floods.map(({ bytes }) => kb(bytes))]);
  row(['… memory afterwards (PSS)', ...floods.map(({ memory }) => `${memory.toFixed(0)} MB`)]);
  for (const [name, command] of [
    ['animated', spinner],
    ['idle', 'exec sleep 1000'],
  ] as const) {
    const all = await each((start) => watched(start, command));
    row([`16 ${name}: CPU`, ...all.map(({ cpu }) => `${(cpu * 100).toFixed(2)} %`)]);
    row(['… written in 4 s', ...all.map(({ bytes }) => kb(bytes))]);
    row(['… memory (PSS)', ...all.map(({ memory }) => `${memory.toFixed(0)} MB`)]);
  }
  for (const [name, others] of [
    ['idle', 'exec sleep 1000'],
    ['7 others flooding', forever],
  ] as const) {
    const all = await each((start) => echoed(start, others));
    row([`key to echo, ${name}: p50`, ...all.map(({ p50 }) => ms(p50))]);
    row(['… p99', ...all.map(({ p99, lost }) => `${ms(p99)}${lost > 0 ? ` (${lost} lost)` : ''}`)]);
  }
} finally {
  rmSync(room, { recursive: true, force: true, maxRetries: 5 });
}
