import type { Agent, AgentServer, Memory, Observed, SourceRecord, SourceSpec } from '../../agents/agent.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Emulator } from '../emulator.ts';
import { splitMemory, writeMemory } from '../memory.ts';
import { textOf } from '../text.ts';
import { Followed } from './followed.ts';
import { ScreenRules } from './screen-rules.ts';
import { ServerEvents } from './server-events.ts';

export interface SourcesPlan {
  readonly agent: Agent;
  readonly specs: readonly SourceSpec[];
  readonly memory: Memory;
  readonly home: string;
  /** The agent's own server, where it has one. */
  readonly server: AgentServer | null;
  readonly emulator: Emulator;
  /** Into the agent's terminal, as an answer of the emulator. */
  readonly reply: (text: string) => void;
  readonly say: (fact: Fact) => void;
}

const SAVE_MS = 1000;
/** The program status protocol: asked whether we listen, we say so, and its states follow. */
const STATUS_CODE = 7501;
const STATUS_ANSWER = `\x1b]${STATUS_CODE};?\x1b\\`;

/** Opens an agent's sources and turns their records into facts. */
export class Sources {
  readonly #plan: SourcesPlan;
  readonly #followed: Followed;
  readonly #events: ServerEvents[] = [];
  #rules: ScreenRules | null = null;
  #memory: Memory;
  #save: NodeJS.Timeout | null = null;
  #tripped = false;

  constructor(plan: SourcesPlan) {
    this.#plan = plan;
    const { own, offsets } = splitMemory(plan.memory);
    this.#memory = own;
    this.#followed = new Followed(offsets, (id, path, text) =>
      this.#observe({ kind: 'line', id, text, path }),
    );
    for (const spec of plan.specs) this.#open(spec);
  }

  screenChanged(): void {
    this.#rules?.changed();
  }

  /** A program of the agent calls; returned is what to reply. */
  call(from: string, data: unknown): Observed['reply'] {
    return this.#observe({ kind: 'call', from, data }).reply;
  }

  /** Nobody waits any more for the answer to a call that was held. */
  callGone(key: string): void {
    this.#observe({ kind: 'call_gone', key });
  }

  /** Reads what is still there, for the last time. */
  finish(): void {
    for (const events of this.#events) events.close();
    this.#followed.finish();
    this.#rules?.look();
    if (this.#save !== null) clearTimeout(this.#save);
    this.#write();
  }

  #open(spec: SourceSpec): void {
    const { emulator } = this.#plan;
    switch (spec.kind) {
      case 'osc':
        for (const code of spec.codes) emulator.onOsc(code, (data) => this.#osc(code, data));
        break;
      case 'title':
        emulator.onTitle((text) => this.#observe({ kind: 'title', text }));
        break;
      case 'follow':
        this.#followed.follow(spec);
        this.#saveSoon();
        break;
      case 'follow_all':
        this.#followed.followAll(spec);
        this.#saveSoon();
        break;
      case 'events':
        this.#hear(spec);
        break;
      case 'screen':
        this.#rules = new ScreenRules(
          spec.rules,
          () => textOf(emulator.terminal, { scrollback: false }),
          (rule, text) => this.#observe({ kind: 'screen', rule, text }),
        );
        break;
    }
  }

  #osc(code: number, data: string): void {
    if (code === STATUS_CODE && data === '?') this.#plan.reply(STATUS_ANSWER);
    else this.#observe({ kind: 'osc', code, data });
  }

  #hear({ id, path, first }: Extract<SourceSpec, { kind: 'events' }>): void {
    const { server, say } = this.#plan;
    if (server === null) return;
    const onRecord = (from: string, text: string): void => {
      this.#observe({ kind: 'line', id, text, path: from });
    };
    const onNotice = (text: string): void => say({ type: 'session.notice', text });
    this.#events.push(new ServerEvents({ server, path, first, onRecord, onNotice }));
  }

  #observe(record: SourceRecord): Observed {
    const observed = this.#observed(record);
    this.#memory = observed.memory;
    for (const fact of observed.facts) this.#plan.say(fact);
    this.#saveSoon();
    return observed;
  }

  /** A description that trips over one record must not take its agent's work down with it. */
  #observed(record: SourceRecord): Observed {
    try {
      return this.#plan.agent.observe(record, this.#memory);
    } catch (error) {
      const text = `A record of ${this.#plan.agent.name} could not be read: ${String(error)}`;
      const first = !this.#tripped;
      this.#tripped = true;
      return { facts: first ? [{ type: 'session.notice', text }] : [], memory: this.#memory };
    }
  }

  #saveSoon(): void {
    this.#save ??= setTimeout(() => this.#write(), SAVE_MS);
  }

  #write(): void {
    this.#save = null;
    writeMemory(this.#plan.home, this.#memory, this.#followed.offsets);
  }
}
