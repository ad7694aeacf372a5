import { setTimeout as pause } from 'node:timers/promises';
import { allProcesses, isAlive, type Mark, markOf, type ProcessEntry, readProcess } from './proc.ts';

/** The first process of a session; its start time tells it from a later one of the same pid. */
export interface Root {
  readonly pid: number;
  readonly started: string;
}

/** Names the processes of one session: below `root`, or marked with its name. */
export interface TreeName extends Mark {
  readonly root: Root | null;
}

const PASSES = 200;
const BETWEEN_PASSES_MS = 5;

const below = (root: number, all: readonly ProcessEntry[]): Set<number> => {
  const children = Map.groupBy(all, (entry) => entry.parent);
  const found = new Set<number>();
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    for (const child of children.get(pid) ?? []) queue.push(child.pid);
  }
  return found;
};

/** False once the pid names another process: nothing below that one is ours. */
const stillNames = (root: Root): boolean => {
  const entry = readProcess(root.pid);
  return entry === null || entry.started === root.started;
};

/**
 * All living processes of a session. Descendants and the terminal's own session
 * catch what forks; the mark catches daemons (double fork, setsid). A daemon that
 * also wiped its environment is found only inside a pid namespace, where it
 * cannot leave the tree.
 */
export const listTree = ({ project, session, root }: TreeName): ProcessEntry[] => {
  const all = allProcesses();
  const pid = root !== null && stillNames(root) ? root.pid : null;
  const family = pid === null ? new Set<number>() : below(pid, all);
  const marked = (entry: ProcessEntry): boolean => {
    const mark = markOf(entry.pid);
    return mark?.session === session && mark.project === project;
  };
  const belongs = (entry: ProcessEntry): boolean =>
    family.has(entry.pid) || entry.leader === pid || marked(entry);
  return all.filter((entry) => entry.pid !== process.pid && belongs(entry));
};

const signal = (entry: ProcessEntry, name: NodeJS.Signals): boolean => {
  try {
    return isAlive(entry.pid, entry.started) && process.kill(entry.pid, name);
  } catch {
    return false;
  }
};

const STOPPED = new Set(['T', 't']);

/** Freezes the whole tree: repeated until no pass finds a process that still runs. */
export const stopTree = async (name: TreeName): Promise<number> => {
  for (let pass = 0; pass < PASSES; pass += 1) {
    const tree = listTree(name);
    const running = tree.filter((entry) => !STOPPED.has(entry.state));
    if (running.length === 0) return tree.length;
    for (const entry of running) signal(entry, 'SIGSTOP');
    await pause(BETWEEN_PASSES_MS);
  }
  return listTree(name).length;
};

/** Sends one signal to every process of the tree. */
export const signalTree = (name: TreeName, which: NodeJS.Signals): number =>
  listTree(name).filter((entry) => signal(entry, which)).length;

/** Ends the whole tree; frozen first, so that nothing forks away meanwhile. True once none is left. */
export const killTree = async (name: TreeName): Promise<boolean> => {
  await stopTree(name);
  for (let pass = 0; pass < PASSES; pass += 1) {
    if (signalTree(name, 'SIGKILL') === 0 && listTree(name).length === 0) return true;
    await pause(BETWEEN_PASSES_MS);
  }
  return false;
};

/** Processes that carry a session's mark: whoever knows which sessions live can tell the orphans. */
export const findOrphans = (): (Mark & { readonly pid: number })[] =>
  allProcesses().flatMap(({ pid }) => {
    const mark = markOf(pid);
    return mark === null || pid === process.pid ? [] : [{ pid, ...mark }];
  });
