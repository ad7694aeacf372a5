// Our session hosts against tmux, flooded and idle: `node bench/hosts.ts [ROUNDS] [FOLDER=/dev/shm]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, table, times } from './figures.ts';
import { cpu, pss, settled } from './hosts/cost.ts';
import { Flood } from './hosts/flood.ts';
import { ourRoom } from './hosts/ours.ts';
import type { Room } from './hosts/room.ts';
import { tmuxRoom } from './hosts/tmux.ts';
import { buildAside } from './programs.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
const FLOODING = 8;
const MEGABYTES = 20;
const REST_SECONDS = 8;
const IDLE = 16;
const IDLE_SECONDS = 20;

const programs = buildAside();
const dir = mkdtempSync(join(process.argv[3] ?? '/dev/shm', 'orch-bench-'));
const flood = new Flood(dir, MEGABYTES);

type Open = (agents: string[][]) => Promise<Room>;
const sides: readonly (readonly [string, Open])[] = [
  ['orch', (agents) => ourRoom(programs.dist, dir, agents)],
  ['tmux', async (agents) => tmuxRoom(dir, agents)],
];

/** Each figure of each side, one a round. */
const figures = new Map<string, Map<string, number[]>>();
const note = (figure: string, side: string, value: number): void => {
  const of = figures.get(figure) ?? new Map<string, number[]>();
  figures.set(figure, of.set(side, [...(of.get(side) ?? []), value]));
};

const keptMemory = async (side: string, room: Room): Promise<void> => {
  note(`${FLOODING} right after it: MB an agent`, side, pss(room.pids) / FLOODING);
  await pause(REST_SECONDS * 1000);
  note(`${FLOODING} rested for ${REST_SECONDS} s: MB an agent`, side, pss(room.pids) / FLOODING);
};

const flooded = async (side: string, open: Open, seen: boolean): Promise<void> => {
  const room = await open(flood.agents(FLOODING));
  if (seen) await room.look();
  await settled(room.pids);
  const before = cpu(room.pids);
  const wall = await flood.run(FLOODING);
  await settled(room.pids);
  const how = seen ? `${FLOODING} flooding, one seen` : `${FLOODING} flooding`;
  note(`${how}: CPU s`, side, cpu(room.pids) - before);
  note(`${how}: wall s`, side, wall);
  if (!seen) await keptMemory(side, room);
  await room.close();
};

const idle = async (side: string, open: Open): Promise<void> => {
  const room = await open(Array.from({ length: IDLE }, () => ['sleep', '100000']));
  await settled(room.pids);
  note(`${IDLE} started: CPU s`, side, cpu(room.pids));
  await pause(REST_SECONDS * 1000);
  const before = cpu(room.pids);
  await pause(IDLE_SECONDS * 1000);
  note(`${IDLE} idle: % of a core`, side, ((cpu(room.pids) - before) / IDLE_SECONDS) * 100);
  note(`${IDLE} idle: MB an agent`, side, pss(room.pids) / IDLE);
  await room.close();
};

for (let round = 0; round < ROUNDS; round += 1) {
  for (const [side, open] of sides) await flooded(side, open, false);
  for (const [side, open] of sides) await flooded(side, open, true);
  for (const [side, open] of sides) await idle(side, open);
}

rmSync(dir, { recursive: true, force: true });
programs.remove();

const rows = [...figures].map(([figure, of]) => {
  const [ours = Number.NaN, theirs = Number.NaN] = ['orch', 'tmux'].map((side) => median(of.get(side) ?? []));
  return [figure, theirs < 0.05 ? '–' : times(ours / theirs), ours.toFixed(2), theirs.toFixed(2)];
});
process.stdout.write(table(['figure', 'orch/tmux', 'orch', 'tmux'], rows));
process.exit();
