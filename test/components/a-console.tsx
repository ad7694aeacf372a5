import { expect } from 'vitest';
import type { Key } from '../../components/screen/contract.ts';
import { Controller } from '../../components/store/controller.ts';
import type { EngineListener } from '../../components/store/engine-door.ts';
import { plainTheme } from '../../components/theme/theme.ts';
import type { Command } from '../../src/domain/command.ts';
import { fail, ok, type Result } from '../../src/domain/errors.ts';
import type { Draft, Event } from '../../src/domain/event.ts';
import { eventsOf } from '../fixtures/a-day.ts';
import { busyDay, now } from './busy-day.ts';
import { drawn } from './drawn.tsx';

const named = new Set([
  'enter',
  'escape',
  'tab',
  'up',
  'down',
  'left',
  'right',
  'backspace',
  'pagedown',
  'pageup',
  'home',
  'end',
  'delete',
]);

/** `x`, `A`, `enter`, `ctrl-]`, `alt-enter`, `shift-tab` as the terminal would have decoded them. */
export const keyOf = (text: string): Key => {
  const ctrl = text.startsWith('ctrl-');
  const alt = text.startsWith('alt-');
  const shifted = text.startsWith('shift-');
  const name = text.replace(/^(ctrl|alt|shift)-/, '');
  const writes = !named.has(name) && !ctrl && !alt;
  const shift = shifted || (writes && name !== name.toLowerCase());
  return { name: name.toLowerCase(), text: writes ? name : '', ctrl, alt, shift, raw: name };
};

/** Time that passes only when a test says so. */
class HandClock {
  #now = now;
  #timers = new Map<number, { at: number; then: () => void }>();
  #last = 0;

  readonly now = (): number => this.#now;

  readonly after = (ms: number, then: () => void): (() => void) => {
    const id = ++this.#last;
    this.#timers.set(id, { at: this.#now + ms, then });
    return () => void this.#timers.delete(id);
  };

  get waits(): boolean {
    return this.#timers.size > 0;
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a[1].at - b[1].at)[0];
      if (next === undefined || next[1].at > until) break;
      this.#timers.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].then();
    }
    this.#now = until;
  }
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A console as a person has it before them, without a terminal: keys in, text out. */
export class AConsole {
  readonly #clock = new HandClock();
  readonly #controller: Controller;
  #listener: EngineListener | null = null;
  #events: readonly Event[];
  readonly sent: Command[] = [];
  readonly typedInto: (string | null)[] = [];
  left: number | null = null;
  answers: Result<unknown> = ok(null);
  detail: Result<unknown> = fail('engine.silent', 'nobody answers');

  /** The sessions whose last lines were asked for, where the day is told instead of painted. */
  readonly recited: (string | null)[] = [];

  constructor(size: Size = { columns: 120, rows: 40 }, day = busyDay, how: 'painted' | 'spoken' = 'painted') {
    this.#events = eventsOf(day);
    this.#controller = new Controller({
      size,
      clock: this.#clock,
      theme: plainTheme,
      replay: null,
      task: null,
      door: {
        open: (listener) => {
          this.#listener = listener;
        },
        command: (command) => {
          this.sent.push(command);
          return Promise.resolve(this.answers);
        },
        query: () => Promise.resolve(this.detail),
        close: () => {},
      },
      terminal: {
        type: (session) => void this.typedInto.push(session),
        scroll: () => {},
        live: () => {},
        find: () => Promise.resolve(3),
        nextMatch: () => {},
        copy: () => Promise.resolve(12),
        ...(how === 'spoken' ? { recite: (session) => void this.recited.push(session) } : {}),
        suspend: () => {},
        redraw: () => {},
        leave: (exit) => {
          this.left = exit;
        },
      },
    });
    this.#listener?.onLink({ state: 'live', pid: 1, since: 0 });
    this.#listener?.onEvents(this.#events);
    this.passes(1000);
  }

  get view() {
    return this.#controller.shown.getState().view;
  }

  get context() {
    return this.#controller.shown.getState();
  }

  press(...keys: string[]): this {
    for (const key of keys) this.#controller.input({ kind: 'key', key: keyOf(key) });
    return this;
  }

  types(text: string): this {
    return this.press(...text);
  }

  pastes(text: string): this {
    this.#controller.input({ kind: 'paste', text });
    return this;
  }

  clicks(text: string): this {
    const y = this.screen.findIndex((row) => row.includes(text));
    const x = this.screen[y]?.indexOf(text) ?? -1;
    expect(x, `${text} is on the screen:\n${this.text}`).toBeGreaterThanOrEqual(0);
    const plain = { ctrl: false, alt: false, shift: false, raw: '' };
    this.#controller.input({ kind: 'mouse', action: 'press', button: 0, x, y, ...plain });
    return this;
  }

  /** The engine says so. */
  happens(...drafts: Draft[]): this {
    const from = this.#events.length;
    const minutes = (this.#clock.now() - now) / 60_000 + 22;
    const events = eventsOf([
      ...Array.from({ length: from }, () => busyDay[0] as (typeof busyDay)[number]),
      ...drafts.map((draft) => [minutes, draft] as const),
    ]).slice(from);
    this.#events = [...this.#events, ...events];
    this.#listener?.onEvents(events);
    return this.passes(300);
  }

  engineGoes(why: string): this {
    this.#listener?.onLink({ state: 'gone', tries: 2, why });
    return this;
  }

  /** The console is taken down. */
  closes(): this {
    this.#controller.close();
    return this;
  }

  /** Something is still to come by itself: with such a timer a process never ends. */
  get waits(): boolean {
    return this.#clock.waits;
  }

  passes(ms: number): this {
    this.#clock.pass(ms);
    return this;
  }

  /** What the engine was asked has been answered. */
  async settles(): Promise<this> {
    await Promise.resolve();
    await Promise.resolve();
    return this;
  }

  get screen(): readonly string[] {
    return drawn(this.context);
  }

  get text(): string {
    return this.screen.join('\n');
  }

  shows(text: string): this {
    expect(this.text).toContain(text);
    return this;
  }

  showsNot(text: string): this {
    expect(this.text).not.toContain(text);
    return this;
  }

  /** orch asks this at the bottom. */
  confirms(text: string): this {
    expect(this.view.bar?.title).toContain(text);
    return this.shows(text);
  }

  /** The bottom line says so. */
  says(text: string): this {
    expect(this.screen.at(-1)).toContain(text);
    return this;
  }

  readonly inbox = {
    shows: (text: string): this => {
      const from = this.screen.findIndex((row) => row.includes('INBOX'));
      expect(this.screen.slice(from).join('\n')).toContain(text);
      return this;
    },
  };
}
