import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../src/domain/errors.ts';
import type { FactType, HostFact } from '../../src/domain/fact.ts';
import { readSpool } from '../../src/host/read-spool.ts';
import type { HostSpec } from '../../src/host/spec.ts';
import { findOrphans } from '../../src/host/tree.ts';
import { HostLink } from '../../src/wire/host-link.ts';

export type FactOf<K extends FactType> = Extract<HostFact, { type: K }>;

const root = new URL('../..', import.meta.url).pathname;
const program = (name: string): string => join(root, 'test', 'fixtures', name);

/** Looks again until there is something; a test that waits in vain fails by its own timeout. */
export const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    await pause(5);
  }
};

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
};

let sessions = 0;

/** A project directory in which session hosts run, and all that must be cleared up after them. */
export class Stage {
  readonly dir = mkdtempSync(join(tmpdir(), 'orch-host-'));
  readonly workspace = join(this.dir, 'agent_workspaces', 't1');
  readonly hosts: RunningHost[] = [];

  constructor() {
    mkdirSync(this.workspace, { recursive: true });
  }

  spec(argv: readonly string[], more: Partial<HostSpec> = {}): HostSpec {
    sessions += 1;
    const session = more.session ?? `t1.${process.pid}.${sessions}`;
    const home = join(this.dir, '.orch', 'sessions', session);
    return {
      session,
      task: 't1',
      attempt: 1,
      agent: 'probe',
      argv,
      env: { PATH: process.env.PATH ?? '', HOME: this.dir, NODE: process.execPath },
      cwd: this.dir,
      cols: 80,
      rows: 24,
      sources: [],
      memory: {},
      workspace: this.workspace,
      recording: join(this.workspace, 'session.cast'),
      spool: join(this.workspace, 'events.ndjson'),
      home,
      socket: join(this.dir, `${sessions}.sock`),
      calls: join(this.dir, `${sessions}.calls.sock`),
      safety: 'off',
      scrollback: 1000,
      ...more,
    };
  }

  /** Starts the host process without talking to it. */
  launch(spec: HostSpec): RunningHost {
    mkdirSync(spec.home, { recursive: true });
    const file = join(spec.home, 'spec.json');
    writeFileSync(file, JSON.stringify(spec));
    const process_ = spawn(process.execPath, ['--no-warnings', program('host-main.ts'), file], {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    const host = new RunningHost(spec, process_);
    this.hosts.push(host);
    return host;
  }

  async start(argv: readonly string[], more: Partial<HostSpec> = {}): Promise<RunningHost> {
    const host = this.launch(this.spec(argv, more));
    await host.attach(0);
    return host;
  }

  shell(script: string, more: Partial<HostSpec> = {}): Promise<RunningHost> {
    return this.start(['sh', '-c', script], more);
  }

  async clear(): Promise<void> {
    for (const host of this.hosts) host.kill();
    for (const host of this.hosts) await host.gone;
    const names = new Set(this.hosts.map((host) => host.spec.session));
    for (const { pid, session } of findOrphans()) if (names.has(session)) killIfThere(pid);
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** It may have gone since it was found. */
const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

export class RunningHost {
  readonly spec: HostSpec;
  readonly process: ChildProcess;
  readonly gone: Promise<unknown>;
  readonly facts: HostFact[] = [];
  #link: HostLink | null = null;

  constructor(spec: HostSpec, child: ChildProcess) {
    this.spec = spec;
    this.process = child;
    this.gone = once(child, 'exit');
  }

  get link(): HostLink {
    if (this.#link === null) throw new Error('not attached');
    return this.#link;
  }

  async attach(after: number): Promise<HostLink> {
    const handlers = {
      onFacts: (facts: readonly HostFact[]) => this.facts.push(...facts),
      onClose: () => {},
    };
    for (;;) {
      const link = await HostLink.open(this.spec.socket, after, handlers, 5000);
      if (link.ok) {
        this.#link = link.value;
        return link.value;
      }
      if (link.error.code !== 'host.absent') throw new Error(link.error.what);
      if (this.process.exitCode !== null) throw new Error(`the host ended with ${this.process.exitCode}`);
      await pause(10);
    }
  }

  /** The first fact of this type that fits. */
  fact<K extends FactType>(type: K, fits: (fact: FactOf<K>) => boolean = () => true): Promise<FactOf<K>> {
    return until(() =>
      this.facts.find((fact): fact is FactOf<K> => fact.type === type && fits(fact as FactOf<K>)),
    );
  }

  /** What the agent's screen shows, once it shows this. */
  async shows(text: string): Promise<string> {
    for (;;) {
      const screen = value(await this.link.screen({ scrollback: true }));
      if (screen.includes(text)) return screen;
      await pause(10);
    }
  }

  spooled(): HostFact[] {
    return readSpool(this.spec.spool, this.spec.session, 0);
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }
}
