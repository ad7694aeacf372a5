// What the console costs beside tmux (and mprocs, where it is on PATH): `node bench/console.ts [ROUNDS]`, some ten
// minutes a round. All run the same commands in a terminal of 200×50, one in view. CPU is the multiplexer's own,
// agents left out; orch counts its session hosts (one process an agent: they outlive the console) and a console around
// the real panes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { paneFrames } from './console/pane-frames.ts';
import { bundle, type Start, startMprocs, startOrch, startTmux } from './console/rivals.ts';
import { Scenes } from './console/scenes.ts';
import { table, times } from './figures.ts';
import { FiguresBySide } from './figures-by-side.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
const ANIMATIONS = {
  // A counter that stays in its line.
  spinner: 'print "\\r" . $n++;',
  // As agents draw: some lines up, a line anew, the frame whole.
  redrawn:
    'print "\\x1b[?2026h\\x1b[3A\\r\\x1b[2K\\x1b[38;2;215;119;87m*\\x1b[39m Thinking ($n s)\\r\\n\\r\\n> \\x1b[7m \\x1b[27m\\r\\n\\x1b[?2026l"; $n++;',
} as const;
const animated = (what: keyof typeof ANIMATIONS): string =>
  `exec perl -e '$|=1; while (1) { ${ANIMATIONS[what]} select undef, undef, undef, 0.1 }'`;
const runs = (program: string, version: string): boolean => spawnSync(program, [version]).status === 0;

const room = mkdtempSync(join(process.cwd(), 'node_modules', '.bench-console-'));
const bundles = join(room, 'bundles');
const scenes = new Scenes(room);
const rivals: Readonly<Record<string, Start>> = {
  orch: startOrch(bundles),
  ...(runs('tmux', '-V') ? { tmux: startTmux } : {}),
  ...(runs('mprocs', '--version') ? { mprocs: startMprocs } : {}),
};
const figures = new FiguresBySide(Object.keys(rivals));
const ofKeys = new Map<string, number[]>();

const flooded = async (side: string, start: Start): Promise<void> => {
  const { cpu, painter, seconds, bytes, memory } = await scenes.flooded(start);
  figures.note('8 flooding 20 MB each, one in view: CPU s', side, cpu);
  figures.note('… of it the process that paints', side, painter);
  figures.note('… time, s', side, seconds);
  figures.note('… written to the terminal, MB', side, bytes / 1e6);
  figures.note('… memory afterwards (PSS), MB', side, memory);
};

const watched = async (name: string, command: string, side: string, start: Start): Promise<void> => {
  const { cpu, memory } = await scenes.watched(start, command);
  figures.note(`16 ${name}: CPU, % of a core`, side, cpu * 100);
  figures.note(`16 ${name}: memory (PSS), MB`, side, memory);
};

const echoed = async (others: 'idle' | 'flooding', side: string, start: Start): Promise<void> => {
  const key = `${others} ${side}`;
  const now = (await scenes.echoed(start, others)).sort((a, b) => a - b);
  const at = (all: readonly number[], share: number): number =>
    all[Math.floor(all.length * share)] ?? Number.NaN;
  figures.note(`key to echo, 8 others ${others}: p50 ms`, side, at(now, 0.5));
  figures.note(`key to echo, 8 others ${others}: p99 ms`, side, at(now, 0.99));
  ofKeys.set(key, [...(ofKeys.get(key) ?? []), ...now]);
};

const inTurn = async (round: number, scene: (side: string, start: Start) => Promise<void>): Promise<void> => {
  for (const side of figures.order(round)) {
    const start = rivals[side];
    if (start !== undefined) await scene(side, start);
  }
};

/** A p99 of 120 keys is the second slowest of them: of all rounds together it says more. */
const keysTogether = (): string =>
  table(
    ['all keys of all rounds', 'keys', 'p50 ms', 'p90 ms', 'p99 ms'],
    [...ofKeys].map(([key, all]) => {
      all.sort((a, b) => a - b);
      const at = (share: number): string => (all[Math.floor(all.length * share)] ?? Number.NaN).toFixed(2);
      return [key, String(all.length), at(0.5), at(0.9), at(0.99)];
    }),
  );

try {
  await bundle(bundles);
  const { bare, viewer } = await scenes.firstFrame(bundles);
  const frames = [paneFrames('page'), paneFrames('line')].map(({ hostMs, consoleMs, bytes }, at) => [
    at === 0 ? 'every cell differs' : 'one line differs',
    hostMs.toFixed(2),
    consoleMs.toFixed(2),
    bytes.toFixed(0),
  ]);
  process.stdout.write(
    `${table(['a pane frame at 200×50', 'host ms', 'console ms', 'bytes'], frames)}\n` +
      `First frame ${viewer.toFixed(0)} ms after the start, bare Node ${bare.toFixed(0)} ms: ${times(viewer / bare)}\n\n`,
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    await inTurn(round, flooded);
    await inTurn(round, (side, start) => watched('animated in a line', animated('spinner'), side, start));
    await inTurn(round, (side, start) => watched('animated by redrawing', animated('redrawn'), side, start));
    await inTurn(round, (side, start) => watched('idle', 'exec sleep 1000', side, start));
    await inTurn(round, (side, start) => echoed('idle', side, start));
    await inTurn(round, (side, start) => echoed('flooding', side, start));
  }
  process.stdout.write(`${figures.table()}\n${keysTogether()}`);
} finally {
  rmSync(room, { recursive: true, force: true, maxRetries: 5 });
}
process.exit();
