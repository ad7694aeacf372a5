import { spawnSync } from 'node:child_process';
import { constants as os } from 'node:os';
import type { KillRung } from '../domain/fact.ts';
import type { SafetyMode } from '../domain/settings.ts';
import { onPath } from './on-path.ts';
import type { PtyExit } from './pty.ts';

export interface Caged {
  readonly rung: KillRung;
  readonly argv: readonly string[];
}

const found = (program: string): string | null => onPath(program, process.env.PATH);

/**
 * A pid namespace: the kernel kills all in it with its first process, which dies
 * with bwrap, which dies with the host. No --new-session: it would cost SIGWINCH
 * and job control. As root no user namespace: it would hide the rights of root.
 */
const NAMESPACE = [
  ...['--bind', '/', '/', '--dev-bind', '/dev', '/dev', '--proc', '/proc'],
  ...['--unshare-pid', '--die-with-parent'],
];

/** What an agent may only look at, and what below it it may change all the same. */
export interface Locks {
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
}

const noLocks: Locks = { readOnly: [], writable: [] };

const binds = ({ readOnly, writable }: Locks): readonly string[] => [
  ...readOnly.flatMap((path) => ['--ro-bind', path, path]),
  ...writable.flatMap((path) => ['--bind', path, path]),
];

/**
 * bwrap shares the terminal's foreground group with the agent, so Ctrl-C would
 * kill it and all with it: it ignores the keys, the agent gets them back.
 */
const KEYS = 'signal=INT,QUIT,TSTP';

const inNamespace = (argv: readonly string[], locks: Locks = noLocks): string[] | null => {
  const [bwrap, env] = [found('bwrap'), found('env')];
  if (bwrap === null || env === null) return null;
  return [
    env,
    `--ignore-${KEYS}`,
    bwrap,
    ...NAMESPACE,
    ...binds(locks),
    '--',
    env,
    `--default-${KEYS}`,
    ...argv,
  ];
};

/**
 * Without a namespace a dying host takes its direct child along (PDEATHSIG); the
 * terminal's hangup ends what listens to it; the engine's sweep by mark does the rest.
 */
const withParent = (argv: readonly string[]): string[] | null => {
  const setpriv = found('setpriv');
  return setpriv === null ? null : [setpriv, '--pdeathsig', 'KILL', ...argv];
};

const works = (wrapped: readonly string[] | null): boolean => {
  const [program, ...args] = wrapped ?? [];
  if (program === undefined) return false;
  return spawnSync(program, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
};

/** The surest way this machine has to end an agent and all it started. */
export const cage = (argv: readonly string[], safety: SafetyMode, locks: Locks = noLocks): Caged => {
  if (safety !== 'off' && works(inNamespace(['true'])))
    return { rung: 'pid-namespace', argv: inNamespace(argv, locks) ?? argv };
  return { rung: 'walk', argv: (works(withParent(['true'])) ? withParent(argv) : null) ?? argv };
};

const DEADLY = (
  ['SIGHUP', 'SIGKILL', 'SIGTERM', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV'] as const
).map((name) => [128 + os.signals[name], name] as const);
const signalOfCode: ReadonlyMap<number, string> = new Map(DEADLY);

/** How the agent itself ended: bwrap tells a death by signal only as an exit code, as a shell does. */
export const agentExit = (rung: KillRung, exit: PtyExit): PtyExit => {
  const signal = rung === 'pid-namespace' ? signalOfCode.get(exit.code ?? 0) : undefined;
  return signal === undefined ? exit : { code: null, signal };
};
