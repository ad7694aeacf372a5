import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS = Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** CPU seconds of a process, without its children's. */
const cpuOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return 0;
  }
};

/** Memory in MB, shared pages counted by their share. */
const memoryOf = (pid: number): number => {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

const sum = (pids: readonly number[], one: (pid: number) => number): number =>
  pids.reduce((total, pid) => total + one(pid), 0);

export const cpuSeconds = (pids: readonly number[]): number => sum(pids, cpuOf);
export const megabytes = (pids: readonly number[]): number => sum(pids, memoryOf);
