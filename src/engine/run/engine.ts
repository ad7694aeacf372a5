import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../domain/command.ts';
import { fail, ok, type Result } from '../../domain/errors.ts';
import type { Event } from '../../domain/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { DayState } from '../../state/model.ts';
import { type Status, statusOf } from '../../state/select.ts';
import { engineSocket } from '../../wire/address.ts';
import { type Listening, listen } from '../../wire/listen.ts';
import type { Query } from '../../wire/queries.ts';
import { applyWork } from './apply-work.ts';
import { Clients } from './clients.ts';
import { type Clock, systemClock } from './clock.ts';
import { confirmPaused } from './confirm.ts';
import { Core } from './core.ts';
import { detail } from './details.ts';
import type { EffectParts } from './effect-parts.ts';
import { carryOut } from './effects.ts';
import { FileWatch } from './file-watch.ts';
import { takeHandAnswers } from './hand-answers.ts';
import { Launches } from './launches.ts';
import { layoutOf } from './layout.ts';
import { startContext } from './loader.ts';
import { reconcile } from './reconcile.ts';
import { restoreDay } from './restore.ts';
import { Sessions } from './sessions.ts';

const HEARTBEAT_MS = 5_000;
const LAST_WORD_MS = 2_000;

export interface EngineOptions {
  readonly project: string;
  readonly programs: string;
  readonly version: string;
  readonly journal: Journal;
  /** How long it stays with no one to look and nothing to do. */
  readonly lingerMs: number;
  readonly log: (text: string) => void;
  /** Nothing is left to do and nobody looks: the process may end. */
  readonly onIdle: () => void;
}

/** Puts the rooms together: one mailbox, its viewers, its session hosts, its files. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #clock: Clock = systemClock();
  readonly #since: number;
  readonly #core: Core;
  readonly #sessions: Sessions;
  readonly #clients: Clients;
  readonly #files: FileWatch;
  readonly #parts: EffectParts;
  /** All wishes but a start wait until what an earlier engine left is dealt with. */
  readonly #ready = Promise.withResolvers<void>();
  #socket: Listening | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #leaving: NodeJS.Timeout | null = null;

  constructor(options: EngineOptions, restored: DayState) {
    this.#options = options;
    const { project, programs, version, journal, log } = options;
    this.#since = this.#clock.now();
    this.#core = new Core({
      state: restored,
      journal,
      clock: this.#clock,
      carryOut: (effect) => void carryOut(this.#parts, effect),
      publish: (events) => this.#published(events),
      troubled: (failure) => log(failure === null ? 'the journal works again' : failure.what),
    });
    const layout = layoutOf(project);
    const state = (): DayState => this.#core.state;
    const post: Core['post'] = (input) => this.#core.post(input);
    this.#sessions = new Sessions({ layout, state, post, settled: () => this.#core.settled() });
    const launches = new Launches();
    this.#parts = { layout, journal, programs, state, post, sessions: this.#sessions, launches, log };
    this.#clients = new Clients({
      version,
      pid: process.pid,
      since: this.#since,
      journal,
      command: (command) => this.#command(command),
      query: (query) => this.#query(query),
      changed: () => this.#leaveSoon(),
    });
    this.#files = new FileWatch({ project, post, now: this.#clock.now });
  }

  /** Opens the doors, finds what an earlier engine left, and goes on from there. */
  async open(): Promise<Result<void>> {
    const { project, version, journal } = this.#options;
    const socket = await listen(engineSocket(project), this.#clients.accept);
    if (!socket.ok) return fail('engine.failed', socket.error.what, { where: engineSocket(project) });
    this.#socket = socket.value;
    if (journal.salvaged !== null)
      this.#core.post({ kind: 'outcome', draft: { type: 'journal.salvaged', ...journal.salvaged } });
    const started = { type: 'engine.started', pid: process.pid, version } as const;
    this.#core.post({ kind: 'outcome', draft: started });
    await this.#core.settled();
    await this.#reconcile();
    const { phase, file } = this.#core.state;
    // Edited while no engine ran: what goes on now goes by the new text.
    if (phase === 'running') await this.#files.takeUp(file);
    this.#core.post({ kind: 'recovered' });
    this.#ready.resolve();
    takeHandAnswers(this.#parts);
    this.#heartbeat = setInterval(() => {
      void this.#sessions.pingAll();
      takeHandAnswers(this.#parts);
    }, HEARTBEAT_MS);
    this.#leaveSoon();
    return ok(undefined);
  }

  /** What cannot be found out about the past must not keep the day from going on. */
  async #reconcile(): Promise<void> {
    try {
      await reconcile(this.#parts);
    } catch (error) {
      this.#options.log(`reconcile: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  /** Ends this process's part; the session hosts go on. */
  async close(why: string): Promise<void> {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    if (this.#leaving !== null) clearTimeout(this.#leaving);
    this.#core.post({ kind: 'outcome', draft: { type: 'engine.stopped', why } });
    // On a full disk that would wait for room; all that is not journaled is in the hosts' spools.
    await Promise.race([this.#core.settled(), pause(LAST_WORD_MS)]);
    this.#core.stop();
    this.#sessions.close();
    await this.#files.close();
    this.#clients.close();
    await this.#socket?.close();
    this.#options.journal.close();
  }

  #published(events: readonly Event[]): void {
    this.#clients.publish(events);
    const { phase, file } = this.#core.state;
    this.#files.follow(phase === 'none' ? null : file);
    this.#leaveSoon();
  }

  async #command(command: Command): Promise<Result<unknown>> {
    // Not held back: who starts the day must see how it is picked up. A launch asked for twice happens once.
    if (command.do === 'day.start') return this.#start(command);
    await this.#ready.promise;
    const refusal = await this.#core.wish({ kind: 'command', command });
    if (refusal !== null) return { ok: false, error: refusal };
    switch (command.do) {
      case 'task.apply':
        return applyWork(this.#parts, command.task);
      case 'task.pause':
      case 'task.resume':
        return confirmPaused(this.#parts.state, command.task, command.do === 'task.pause');
      default:
        return ok(null);
    }
  }

  async #start(command: Extract<Command, { do: 'day.start' }>): Promise<Result<unknown>> {
    const { project, journal } = this.#options;
    const context = await startContext(project, command, journal, this.#clock.now());
    if (!context.ok) return context;
    const from = this.#core.state.seq + 1;
    const refusal = await this.#core.wish({ kind: 'start', command, context: context.value });
    return refusal === null ? ok({ day: this.#core.state.day, from }) : { ok: false, error: refusal };
  }

  async #query(query: Query): Promise<Result<unknown>> {
    const { state } = this.#core;
    switch (query.what) {
      case 'hosts':
        return ok(this.#sessions.linked);
      case 'day':
        return ok({ day: state.day, phase: state.phase });
      case 'status':
        return ok(this.#status());
      case 'inbox':
        return ok(this.#status().inbox);
      default: {
        return detail({ ...this.#parts, now: this.#clock.now }, query);
      }
    }
  }

  #status(): Status {
    const { state, trouble } = this.#core;
    const now = this.#clock.now();
    const engine = { pid: process.pid, since: new Date(this.#since).toISOString() };
    const status = statusOf(state, engine, now);
    if (trouble === null) return status;
    // It cannot be journaled, so it is no event: said as long as it lasts.
    const text = `${trouble.what} (${trouble.mend})`;
    const notice = { at: new Date(now).toISOString(), level: 'error' as const, text };
    return { ...status, notices: [...status.notices, notice] };
  }

  #leaveSoon(): void {
    if (this.#leaving !== null) clearTimeout(this.#leaving);
    const { live, checking, phase } = this.#core.state;
    const busy = this.#clients.count > 0 || !live.isEmpty() || !checking.isEmpty() || phase === 'running';
    this.#leaving = busy ? null : setTimeout(this.#options.onIdle, this.#options.lingerMs);
  }
}

/** The engine of a project, as its journal left it. */
export const startEngine = async (options: EngineOptions): Promise<Result<Engine>> => {
  const restored = restoreDay(options.journal);
  if (!restored.ok) return restored;
  const engine = new Engine(options, restored.value);
  const opened = await engine.open();
  return opened.ok ? ok(engine) : opened;
};
