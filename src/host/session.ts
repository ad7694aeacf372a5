import { resolve } from 'node:path';
import type { Agent } from '../agents/agent.ts';
import { fail, ok, type Result } from '../domain/errors.ts';
import { McpDesk } from '../inbox/mcp-desk.ts';
import { QuestionWatch } from '../inbox/watch.ts';
import type { HostOrder } from '../wire/messages.ts';
import { CallDesk } from './calls.ts';
import { Control } from './control.ts';
import { Courtesy } from './courtesy.ts';
import { Outbox } from './deliver/outbox.ts';
import type { DeliveryRoom } from './deliver/room.ts';
import { Emulator } from './emulator.ts';
import type { FactLog } from './fact-log.ts';
import { findIn, historyOf } from './history.ts';
import { OutputMeter } from './output-meter.ts';
import type { HostFace } from './peers.ts';
import { markedEnv, readProcess } from './proc.ts';
import { AgentPty, type PtyExit } from './pty.ts';
import { Recording } from './recording.ts';
import { agentExit, cage } from './rung.ts';
import { Screen } from './screen.ts';
import { Sources } from './sources/sources.ts';
import type { HostSpec } from './spec.ts';
import { textOf } from './text.ts';
import { Thrift } from './thrift.ts';

export interface SessionRoom {
  readonly spec: HostSpec;
  /** Null: nobody here knows this agent; it runs, but its records mean nothing to us. */
  readonly agent: Agent | null;
  readonly facts: FactLog;
  readonly now: () => number;
}

/** One agent in its terminal, from its launch to its last fact. */
export class Session {
  readonly #spec: HostSpec;
  readonly #facts: FactLog;
  readonly #now: () => number;
  readonly #emulator: Emulator;
  readonly #pty: AgentPty;
  readonly #recording: Recording | null;
  readonly #screen: Screen;
  readonly #control: Control;
  readonly #sources: Sources | null;
  readonly #questions: QuestionWatch;
  readonly #mcp: McpDesk;
  readonly #outbox: Outbox;
  /** Who waits for something to come on the screen. */
  readonly #lookers = new Set<() => void>();
  readonly calls: CallDesk;
  readonly #meter: OutputMeter;
  readonly #thrift = new Thrift();
  readonly #courtesy = new Courtesy(() => this.#screen.isWatched);
  readonly #startedAt: number;
  readonly #ended = Promise.withResolvers<void>();
  #over = false;
  #tripped = false;

  constructor({ spec, agent, facts, now }: SessionRoom) {
    this.#spec = spec;
    this.#facts = facts;
    this.#now = now;
    this.#startedAt = now();
    this.#emulator = new Emulator(spec, spec.scrollback);
    const { rung, argv } = cage(spec.argv, spec.safety, spec.locks);
    // The home is <project>/.orch/sessions/<session>.
    const mark = { project: resolve(spec.home, '../../..'), session: spec.session };
    this.#pty = new AgentPty({
      ...spec,
      argv,
      env: { ...spec.env, ...markedEnv(mark), ORCH_CALLS: spec.calls },
    });
    const { pid } = this.#pty;
    const started = readProcess(pid)?.started;
    const root = started === undefined ? null : { pid, started };
    this.#control = new Control({
      tree: { ...mark, root },
      cage: rung === 'pid-namespace' ? pid : null,
      facts,
    });
    facts.say({ type: 'session.started', agent: spec.agent, host_pid: process.pid, pid, rung });
    this.#recording = this.#openRecording();
    this.#screen = new Screen(this.#emulator, (size) => {
      this.#pty.resize(size.cols, size.rows);
      this.#recording?.resized(size);
    });
    // A spinner is no sign of work: only where output means progress does it count.
    const tells = agent?.outputIsProgress ?? true;
    this.#meter = new OutputMeter((bytes) => tells && facts.say({ type: 'session.output', bytes }));
    this.#emulator.onTrip((error) => this.#trip(error));
    this.#emulator.onReply((text) => this.#pty.input.reply(text));
    // Before the sources: what they find at once is heard through it.
    this.#outbox = new Outbox(this.#deliveryRoom(), (fact) => facts.say(fact));
    this.#sources = agent === null ? null : this.#openSources(agent);
    this.#questions = new QuestionWatch(spec.workspace, {
      onAsked: (key, ask) => facts.say({ type: 'session.asked', key, source: 'file', ask }),
      onGone: (key, how) => facts.say({ type: 'session.ask_gone', key, how }),
    });
    this.#mcp = new McpDesk({ workspace: spec.workspace, say: (fact) => facts.say(fact), now });
    this.calls = new CallDesk({
      onCall: ({ from, data }) => (from === 'mcp' ? this.#mcp.call(data) : this.#sources?.call(from, data)),
      onGone: (key) => this.#gone(key),
    });
    if (spec.opening !== undefined) void this.#outbox.open(spec.opening);
    this.#pty.onOutput((bytes) => this.#output(bytes));
    this.#pty.onExit((exit) => void this.#end(agentExit(rung, exit)));
  }

  /** Resolves once the last fact is said and spooled. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  get face(): HostFace {
    return {
      session: this.#spec.session,
      facts: this.#facts,
      screen: this.#screen,
      text: (options) => textOf(this.#emulator.terminal, options),
      history: (top, rows) => historyOf(this.#emulator.terminal, top, rows),
      find: (text) => findIn(this.#emulator.terminal, text),
      type: (text) => void this.#pty.input.type(text),
      order: (order) => this.#order(order),
    };
  }

  /** Ends the agent although nobody asked: this host is being shut down. */
  shutDown(): void {
    void this.#control.sweep();
  }

  #openRecording(): Recording | null {
    const { recording: file, session } = this.#spec;
    const onNotice = (text: string): void => this.#facts.say({ type: 'session.notice', text });
    try {
      return new Recording({ file, session, size: this.#spec, now: this.#now, onNotice });
    } catch (error) {
      onNotice(`This session is not recorded: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  #openSources(agent: Agent): Sources {
    const { sources: specs, memory, home, server = null } = this.#spec;
    return new Sources({
      agent,
      specs,
      memory,
      home,
      server,
      emulator: this.#emulator,
      reply: (text) => this.#pty.input.reply(text),
      say: (fact) => this.#outbox.heard(fact),
    });
  }

  /** Said once: output that trips the emulator tends to come again. */
  #trip(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    const text = `The screen could not take some of this agent's output and began anew (${why}).`;
    if (!this.#tripped) this.#facts.say({ type: 'session.notice', text });
    this.#tripped = true;
  }

  #output(bytes: Uint8Array): void {
    this.#emulator.feedUnseen(bytes);
    this.#recording?.output(bytes);
    this.#meter.add(bytes.byteLength);
    this.#thrift.printed(bytes.byteLength);
    this.#screen.changed();
    this.#sources?.screenChanged();
    for (const look of this.#lookers) look();
    this.#courtesy.printed(bytes.byteLength);
  }

  async #order(order: HostOrder): Promise<Result<unknown>> {
    if (this.#over) return fail('task.state', 'the session has ended');
    switch (order.do) {
      case 'pause':
        return ok({ processes: await this.#freeze() });
      case 'continue':
        return ok({ processes: await this.#goOn() });
      case 'halt':
        return ok(this.#control.halt(order.grace_ms));
      case 'kill':
        return ok({ all: await this.#control.kill() });
      case 'deliver':
        return ok({ sent: await this.#deliver(order) });
      case 'tell':
        return ok({ sent: await this.#outbox.tell(order) });
    }
  }

  async #freeze(): Promise<number> {
    const processes = await this.#control.pause();
    this.#screen.hold();
    return processes;
  }

  async #goOn(): Promise<number> {
    const processes = await this.#control.continue();
    this.#screen.release();
    return processes;
  }

  #deliveryRoom(): DeliveryRoom {
    return {
      workspace: this.#spec.workspace,
      server: this.#spec.server ?? null,
      screen: () => textOf(this.#emulator.terminal, { scrollback: false }),
      onScreenChange: (listener) => {
        this.#lookers.add(listener);
        return () => this.#lookers.delete(listener);
      },
      bracketedPaste: () => this.#emulator.terminal.modes.bracketedPasteMode,
      type: (text) => this.#pty.input.type(text),
      reply: (key, text) => this.calls.answer(key, text),
    };
  }

  async #deliver(order: Extract<HostOrder, { do: 'deliver' }>): Promise<boolean> {
    const sent = await this.#outbox.deliver(order);
    if (sent && order.delivery.via === 'file') this.#questions.answered(order.key, order.delivery.text);
    return sent;
  }

  /** An agent that is ended takes nothing back: what it asked waits for the one that goes on. */
  #gone(key: string): void {
    if (!this.#control.asked && !this.#mcp.gone(key)) this.#sources?.callGone(key);
  }

  /** The last fact is said after everything before it is read, written and swept away. */
  async #end({ code, signal }: PtyExit): Promise<void> {
    this.#over = true;
    this.calls.close();
    await this.#outbox.close();
    await this.#control.sweep();
    this.#meter.stop();
    this.#thrift.stop();
    this.#screen.stop();
    this.#sources?.finish();
    this.#questions.look();
    this.#questions.close();
    this.#recording?.close();
    const duration_ms = this.#now() - this.#startedAt;
    this.#facts.say({ type: 'session.exited', code, signal, asked: this.#control.asked, duration_ms });
    this.#ended.resolve();
  }
}
