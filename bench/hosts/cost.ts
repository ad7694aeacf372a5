import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;

/** Seconds of CPU a process has used itself, in user and kernel mode. */
const cpuOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/** Memory counted fairly: pages shared by several are shared out among them. Megabytes. */
const pssOf = (pid: number): number => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export const cpu = (pids: readonly number[]): number => sum(pids.map(cpuOf));

export const pss = (pids: readonly number[]): number => sum(pids.map(pssOf));

const LOOK_MS = 300;

/** Waits until they have done what there was to do. */
export const settled = async (pids: readonly number[]): Promise<void> => {
  for (let before = -1; cpu(pids) - before > 0.01; await pause(LOOK_MS)) before = cpu(pids);
};
