import type { Agent, Memory, Observed, SourceRecord, SourceSpec } from '../../agents/agent.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Emulator } from '../emulator.ts';
import { type Offsets, splitMemory, writeMemory } from '../memory.ts';
import { textOf } from '../text.ts';
import { FollowedFile } from './follow.ts';
import { ScreenRules } from './screen-rules.ts';

export interface SourcesPlan {
  readonly agent: Agent;
  readonly specs: readonly SourceSpec[];
  readonly memory: Memory;
  readonly home: string;
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
  readonly #files = new Map<string, { path: string; file: FollowedFile }>();
  readonly #before: Offsets;
  #rules: ScreenRules | null = null;
  #memory: Memory;
  #save: NodeJS.Timeout | null = null;
  #tripped = false;

  constructor(plan: SourcesPlan) {
    this.#plan = plan;
    const { own, offsets } = splitMemory(plan.memory);
    this.#memory = own;
    this.#before = offsets;
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
    for (const { file } of this.#files.values()) file.finish();
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
        this.#follow(spec.id, spec.path);
        break;
      case 'screen':
        this.#rules = new ScreenRules(
          spec.rules,
          () => textOf(emulator.terminal, { scrollback: false }),
          (rule, text) => this.#observe({ kind: 'screen', rule, text }),
        );
        break;
      default:
        break;
    }
  }

  #osc(code: number, data: string): void {
    if (code === STATUS_CODE && data === '?') this.#plan.reply(STATUS_ANSWER);
    else this.#observe({ kind: 'osc', code, data });
  }

  #follow(id: string, path: string): void {
    const before = this.#before[id];
    const offset = before?.path === path ? before.offset : 0;
    const file = new FollowedFile(path, offset, (text) => this.#observe({ kind: 'line', id, text, path }));
    this.#files.set(id, { path, file });
    this.#saveSoon();
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
    const offsets = [...this.#files].map(
      ([id, { path, file }]) => [id, { path, offset: file.offset }] as const,
    );
    writeMemory(this.#plan.home, this.#memory, Object.fromEntries(offsets));
  }
}
