import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until there is something; a story that waits in vain fails by its own timeout. */
export const until = async <T>(look: () => T | null | undefined | false | Promise<T | null>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    await pause(15);
  }
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const folderOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
};

/** R, S, T, Z … as the kernel has it; '' once the process is gone. */
export const stateOf = (pid: number): string => {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).slice(0, 1);
};

export const isGone = (pid: number): boolean => ['', 'Z', 'X'].includes(stateOf(pid));

const everyPid = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && !isGone(pid));

export interface Named {
  readonly pid: number;
  readonly command: string;
}

/** Living processes that name a folder: on their command line, in their environment, or by working in it. */
export const processesOf = (folder: string): readonly Named[] =>
  everyPid().flatMap((pid) => {
    const command = textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    const names = command.includes(folder) || textOf(`/proc/${pid}/environ`).includes(folder);
    return names || folderOf(pid).startsWith(folder) ? [{ pid, command }] : [];
  });

/** Sockets below a folder that somebody still listens on. */
export const socketsOf = (folder: string): readonly string[] =>
  textOf('/proc/net/unix')
    .split('\n')
    .flatMap((line) => line.split(' ').at(-1) ?? [])
    .filter((path) => path.startsWith(folder));

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
};
