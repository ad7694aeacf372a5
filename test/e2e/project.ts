import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Status, StatusAsk, StatusTask } from '../../src/state/select.ts';
import { isGone, processesOf, signal, socketsOf, until } from './processes.ts';
import { RunningDay } from './running-day.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'orch.cjs');

/** What one verb said and how it ended. */
export interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export type Line = Readonly<Record<string, unknown>> & { readonly do: string };

/** A task of the demo agent: what it does, one action after the other. */
export const demo = (id: string, actions: readonly Line[], more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  name: `The task ${id}`,
  description: `Do ${id}.`,
  agent: 'demo',
  retries: 0,
  ...more,
  demo: actions,
});

/** Work that comes to a tool boundary every moment, for as long as a story may need. */
export const steadily = (text = 'working on'): Line[] =>
  Array.from({ length: 100 }, () => [
    { do: 'think', text, seconds: 10 },
    { do: 'usage', input: 10, output: 1, usd: 0.001 },
  ]).flat();

interface Making {
  readonly git?: boolean;
  /** Where it lies; else a fresh temporary folder. */
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A person's project, and the real programs run in it. */
export class Project {
  readonly #root: string;
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly days: RunningDay[] = [];

  constructor({ git = false, dir, env = {} }: Making = {}) {
    this.#root = realpathSync(mkdtempSync(join(tmpdir(), 'orch-e2e-')));
    this.dir = dir ?? join(this.#root, 'p');
    const home = join(this.#root, 'home');
    for (const folder of [this.dir, home]) mkdirSync(folder, { recursive: true });
    this.env = {
      PATH: process.env.PATH,
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      ORCH_DEMO_SPEED: '30',
      ORCH_LINGER_MS: '100',
      ...env,
    };
    if (git) this.#init();
  }

  path(...parts: readonly string[]): string {
    return join(this.dir, ...parts);
  }

  read(...parts: readonly string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  has(...parts: readonly string[]): boolean {
    return existsSync(this.path(...parts));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  /** JSON is YAML: a day file as data. */
  day(tasks: readonly object[], head: Readonly<Record<string, unknown>> = {}): void {
    this.write('tasks/today.yaml', `${JSON.stringify({ date: '2026-11-21', ...head, tasks }, null, 1)}\n`);
  }

  /** The person's own git. */
  git(...args: readonly string[]): string {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    return execFileSync('git', [...who, ...args], { cwd: this.dir, env: this.env, encoding: 'utf8' });
  }

  /** Runs one verb to its end. */
  async orch(...args: readonly string[]): Promise<Done> {
    const child = spawn(process.execPath, [launcher, ...args], { cwd: this.dir, env: this.env });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    await once(child, 'close');
    return { code: child.exitCode, out, err };
  }

  /** The same, where nothing but success will do. */
  async does(...args: readonly string[]): Promise<string> {
    const { code, out, err } = await this.orch(...args);
    if (code !== 0) throw new Error(`orch ${args.join(' ')} ended with ${code}: ${err}`);
    return out;
  }

  /** `orch start --headless --json`, running. */
  start(...args: readonly string[]): RunningDay {
    const day = new RunningDay(process.execPath, [launcher, 'start', '--headless', '--json', ...args], {
      cwd: this.dir,
      env: this.env,
    });
    this.days.push(day);
    return day;
  }

  async status(): Promise<Status> {
    return JSON.parse(await this.does('status', '--json')) as Status;
  }

  async inbox(): Promise<readonly StatusAsk[]> {
    return JSON.parse(await this.does('inbox', '--json')) as readonly StatusAsk[];
  }

  /** A task as `orch status` shows it, once it is so. */
  task(id: string, fits: (task: StatusTask) => boolean): Promise<StatusTask> {
    return until(async () => {
      const { code, out } = await this.orch('status', '--json');
      const tasks = code === 0 ? (JSON.parse(out) as Status).tasks : [];
      return tasks.find((task) => task.id === id && fits(task)) ?? null;
    });
  }

  /** The journal as `orch log --json` prints it. */
  async log(...args: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const text = await this.does('log', '--json', ...args);
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  }

  enginePid(): number {
    const engine = processesOf(this.dir).find(({ command }) => command.includes('engine.js'));
    if (engine === undefined) throw new Error('no engine runs');
    return engine.pid;
  }

  /** No day runs, the engine has left, and nothing it started is there any more. */
  async quiet(): Promise<void> {
    await until(() => processesOf(this.dir).length === 0);
  }

  /** What this project still has in processes and sockets; empty is as it must be. */
  left(): readonly string[] {
    const run = this.path('.orch', 'run');
    const files = existsSync(run) ? readdirSync(run) : [];
    return [...processesOf(this.dir).map(({ command }) => command), ...socketsOf(this.dir), ...files];
  }

  /** Ends what a failed story left running, and says where its files are. */
  keep(): string {
    for (const { pid } of processesOf(this.dir)) signal(pid, 'SIGKILL');
    for (const day of this.days) if (!isGone(day.process.pid ?? 0)) day.process.kill('SIGKILL');
    return this.dir;
  }

  clear(): void {
    this.keep();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }

  #init(): void {
    this.git('init', '-q', '-b', 'main');
    this.write('README.md', '# A project\n');
    this.write('.gitignore', '.orch/\nagent_workspaces/\n');
    this.git('add', '-A');
    this.git('commit', '-q', '-m', 'The first of many');
  }
}
