import { readdirSync, readFileSync } from 'node:fs';

/** One process as /proc tells it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The session leader's pid: a pty's child leads its own. */
  readonly leader: number;
  readonly state: string;
  /** Clock ticks since boot: with the pid it names a process for good. */
  readonly started: string;
}

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** One process, or null once it is gone. */
export const readProcess = (pid: number): ProcessEntry | null => {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in parentheses may hold spaces and parentheses: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent = '', , leader = ''] = fields;
  return { pid, parent: Number(parent), leader: Number(leader), state, started: fields[19] ?? '' };
};

const DEAD = new Set(['Z', 'X', 'x']);

/** Every process of this machine we may see; the dead that only wait to be reaped left out. */
export const allProcesses = (): ProcessEntry[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((entry): entry is ProcessEntry => entry !== null && !DEAD.has(entry.state));

/** What a process carries in its environment to say whose it is: ids alone repeat between projects. */
export interface Mark {
  readonly project: string;
  readonly session: string;
}

const PROJECT = 'ORCH_PROJECT';
const SESSION = 'ORCH_SESSION';

/** The mark as environment variables. */
export const markedEnv = ({ project, session }: Mark): Readonly<Record<string, string>> => ({
  [PROJECT]: project,
  [SESSION]: session,
});

/** An environment without a mark: what an agent starts by orch's own verbs is no part of its session. */
export const unmarked = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { [PROJECT]: _project, [SESSION]: _session, ...rest } = env;
  return rest;
};

/** The mark a process carries; null where it has none or wiped it. */
export const markOf = (pid: number): Mark | null => {
  const environment = textOf(`/proc/${pid}/environ`);
  if (environment?.includes(`${SESSION}=`) !== true) return null;
  const entries = environment.split('\0');
  const of = (name: string): string | undefined =>
    entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
  const [project, session] = [of(PROJECT), of(SESSION)];
  return project === undefined || session === undefined ? null : { project, session };
};

/** A pid alone may have been given anew. */
export const isAlive = (pid: number, started: string): boolean => {
  const entry = readProcess(pid);
  return entry !== null && entry.started === started && !DEAD.has(entry.state);
};
