// Our session hosts against tmux, and against one process for all: `node bench/hosts.ts [ROUNDS] [FOLDER=/dev/shm]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FiguresBySide } from './figures-by-side.ts';
import { cpu, pss, settled } from './hosts/cost.ts';
import { Flood } from './hosts/flood.ts';
import { oneProcessRoom } from './hosts/one-process.ts';
import { ourRoom } from './hosts/ours.ts';
import type { Room } from './hosts/room.ts';
import { tmuxRoom } from './hosts/tmux.ts';
import { buildAside } from './programs.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
const FLOODING = 8;
const MEGABYTES = 20;
const REST_SECONDS = 8;
const MANY = 16;
const WATCH_SECONDS = 20;
const SPINNER = 'exec perl -e \'$|=1; while (1) { print "\\r" . $n++; select undef, undef, undef, 0.1 }\'';

const programs = buildAside();
const dir = mkdtempSync(join(process.argv[3] ?? '/dev/shm', 'orch-bench-'));
const flood = new Flood(dir, MEGABYTES);

type Open = (agents: string[][]) => Promise<Room>;
const sides: Readonly<Record<string, Open>> = {
  orch: (agents) => ourRoom(programs.dist, dir, agents),
  tmux: async (agents) => tmuxRoom(dir, agents),
  'one process': (agents) => oneProcessRoom(dir, agents),
};
const figures = new FiguresBySide(Object.keys(sides));

const keptMemory = async (side: string, room: Room): Promise<void> => {
  figures.note(`${FLOODING} right after it: MB an agent`, side, pss(room.pids) / FLOODING);
  await pause(REST_SECONDS * 1000);
  figures.note(`${FLOODING} rested for ${REST_SECONDS} s: MB an agent`, side, pss(room.pids) / FLOODING);
};

const floodedIn = async (room: Room, side: string, seen: boolean): Promise<void> => {
  await settled(room.pids);
  const before = cpu(room.pids);
  const wall = await flood.run(FLOODING);
  await settled(room.pids);
  const how = seen ? `${FLOODING} flooding, one seen` : `${FLOODING} flooding`;
  figures.note(`${how}: CPU s`, side, cpu(room.pids) - before);
  figures.note(`${how}: wall s`, side, wall);
  if (!seen) await keptMemory(side, room);
};

const flooded = async (side: string, open: Open, seen: boolean): Promise<void> => {
  const room = await open(flood.agents(FLOODING));
  if (seen) await room.look?.();
  if (!seen || room.look !== null) await floodedIn(room, side, seen);
  await room.close();
};

/** Once what runs for hours is as fast as it gets. */
const watched = async (what: string, agent: string[], side: string, open: Open): Promise<void> => {
  const room = await open(Array.from({ length: MANY }, () => agent));
  await settled(room.pids);
  await pause(REST_SECONDS * 1000);
  const before = cpu(room.pids);
  await pause(WATCH_SECONDS * 1000);
  figures.note(`${MANY} ${what}: % of a core`, side, ((cpu(room.pids) - before) / WATCH_SECONDS) * 100);
  figures.note(`${MANY} ${what}: MB an agent`, side, pss(room.pids) / MANY);
  await room.close();
};

const scenes: readonly ((side: string, open: Open) => Promise<void>)[] = [
  (side, open) => flooded(side, open, false),
  (side, open) => flooded(side, open, true),
  (side, open) => watched('animated', ['sh', '-c', SPINNER], side, open),
  (side, open) => watched('idle', ['sleep', '100000'], side, open),
];

for (let round = 0; round < ROUNDS; round += 1)
  for (const scene of scenes)
    for (const side of figures.order(round)) {
      const open = sides[side];
      if (open !== undefined) await scene(side, open);
    }

rmSync(dir, { recursive: true, force: true });
programs.remove();
process.stdout.write(figures.table());
process.exit();
