import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import type { HostSpec } from '../../src/host/spec.ts';
import { COLS, Outer, ROWS } from './outer.ts';

export interface Running {
  readonly outer: Outer;
  /** The multiplexer's own processes. */
  readonly pids: () => readonly number[];
  /** The one of them that paints the person's terminal. */
  readonly painter: number;
  readonly stop: () => Promise<void>;
}

/** Runs these shell commands, the first one in view. */
export type Start = (commands: readonly string[], dir: string) => Promise<Running>;

export const env = {
  ...process.env,
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'bench'),
};

const root = new URL('../..', import.meta.url).pathname;

/** As the product is shipped: one bundle per process. */
export const bundle = async (dir: string): Promise<void> => {
  await build({
    entryPoints: { host: join(root, 'src/host/main.ts'), viewer: join(root, 'bench/console/main.ts') },
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['node-pty', 'react-devtools-core'],
    banner: {
      js: "import { createRequire as benchRequire } from 'node:module'; const require = benchRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
};

const specOf = (command: string, dir: string, at: number): HostSpec => ({
  session: `s${at}`,
  task: 't',
  attempt: 1,
  agent: 'none',
  argv: ['sh', '-c', command],
  env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color' },
  cwd: dir,
  cols: COLS - 30,
  rows: ROWS,
  sources: [],
  memory: {},
  workspace: join(dir, `w${at}`),
  recording: join(dir, `w${at}`, 'session.cast'),
  spool: join(dir, `w${at}`, 'events.ndjson'),
  home: join(dir, `h${at}`),
  socket: join(dir, `${at}.sock`),
  calls: join(dir, `${at}.calls.sock`),
  safety: 'off',
  scrollback: 5000,
});

const startHost = (spec: HostSpec, bundles: string): ChildProcess => {
  mkdirSync(spec.home, { recursive: true });
  writeFileSync(join(spec.home, 'spec.json'), JSON.stringify(spec));
  const argv = ['--no-warnings', join(bundles, 'host.mjs'), join(spec.home, 'spec.json')];
  return spawn(process.execPath, argv, { stdio: 'ignore', detached: true });
};

export const startOrch =
  (bundles: string): Start =>
  async (commands, dir) => {
    const specs = commands.map((command, at) => specOf(command, dir, at));
    const hosts = specs.map((spec) => startHost(spec, bundles));
    const sockets = specs.map(({ socket }) => socket).join(',');
    const viewer = join(bundles, 'viewer.mjs');
    const outer = new Outer([process.execPath, '--no-warnings', viewer, sockets], env);
    const pids = (): number[] => [...hosts.map(({ pid }) => pid ?? 0), outer.pty.pid];
    return {
      outer,
      pids,
      painter: outer.pty.pid,
      stop: async () => {
        outer.pty.kill('SIGKILL');
        for (const host of hosts) host.kill('SIGTERM');
        await Promise.all(hosts.map((host) => new Promise((done) => host.once('exit', done))));
      },
    };
  };

const tmux = (dir: string, ...args: string[]): string =>
  execFileSync('tmux', ['-S', join(dir, 'tmux.sock'), '-f', '/dev/null', ...args]).toString();

export const startTmux: Start = async (commands, dir) => {
  for (const [at, command] of commands.entries()) {
    const size = ['-x', String(COLS), '-y', String(ROWS)];
    if (at === 0) tmux(dir, 'new-session', '-d', '-s', 'bench', ...size, command);
    else tmux(dir, 'new-window', '-d', '-t', 'bench', command);
  }
  tmux(dir, 'set', '-g', 'history-limit', '5000');
  const server = Number(tmux(dir, 'display-message', '-p', '#{pid}'));
  const outer = new Outer(['tmux', '-S', join(dir, 'tmux.sock'), 'attach', '-t', 'bench:0'], env);
  return {
    outer,
    pids: () => [server, outer.pty.pid],
    painter: outer.pty.pid,
    stop: async () => {
      tmux(dir, 'kill-server');
      await pause(200);
    },
  };
};

export const startMprocs: Start = async (commands, dir) => {
  const file = join(dir, 'mprocs.yaml');
  const procs = Object.fromEntries(
    commands.map((command, at) => [`p${String(at).padStart(2, '0')}`, { cmd: ['sh', '-c', command] }]),
  );
  writeFileSync(file, JSON.stringify({ procs, scrollback: 5000 }));
  const outer = new Outer(['mprocs', '--config', file], env);
  await pause(800);
  // Ctrl-A moves the keyboard from the list to the terminal.
  outer.pty.write('\x01');
  const below = (): number[] => {
    const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,comm=']).toString().trim().split('\n');
    return listed.flatMap((line) => {
      const [pid = '', parent = '', name = ''] = line.trim().split(/\s+/);
      return name === 'mprocs' && Number(parent) === outer.pty.pid ? [Number(pid)] : [];
    });
  };
  return {
    outer,
    pids: () => [outer.pty.pid, ...below()],
    painter: outer.pty.pid,
    stop: async () => {
      outer.pty.kill('SIGTERM');
      await pause(500);
      for (const pid of below()) process.kill(pid, 'SIGKILL');
    },
  };
};
