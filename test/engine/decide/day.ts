import type { Command } from '../../../src/domain/command.ts';
import type { Failure } from '../../../src/domain/errors.ts';
import type { Event, EventOf, EventType } from '../../../src/domain/event.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import type { TaskSpec } from '../../../src/domain/task.ts';
import { decide } from '../../../src/engine/decide/decide.ts';
import type { DayContext, Effect, Input } from '../../../src/engine/decide/input.ts';
import { nextWake } from '../../../src/engine/decide/timers.ts';
import { explain, stateOf } from '../../../src/state/explain.ts';
import { type DayState, initialState, type TaskEntry } from '../../../src/state/model.ts';
import { aTask } from '../../fixtures/a-day.ts';

/** A task of these days: for the demo agent, tried once. */
export const spec = (id: string, more: Partial<TaskSpec> = {}): TaskSpec =>
  aTask(id, {
    name: `Task ${id}`,
    description: '',
    complexity: 'low',
    agents: ['demo'],
    retries: 0,
    ...more,
  });

type StartCommand = Extract<Command, { do: 'day.start' }>;

/** A day in the hand: wishes and facts go in, one sees what follows; time moves only when told. */
export class Day {
  state: DayState = initialState;
  now = 1_000_000;
  events: Event[] = [];
  effects: Effect[] = [];
  #facts = new Map<string, number>();

  give(input: Input): Failure | null {
    const decision = decide(this.state, input, this.now);
    this.state = decision.state;
    this.events.push(...decision.events);
    this.effects.push(...decision.effects);
    return decision.refusal;
  }

  context(tasks: readonly TaskSpec[], more: Partial<DayContext> = {}): DayContext {
    return {
      file: 'tasks/today.yaml',
      day: { date: '2026-11-21', max_cost_usd: null, max_agents: null, tasks },
      project: '/p',
      git: false,
      settings: { ...defaultSettings, agent: 'demo' },
      days: [],
      rules: [],
      history: [],
      agents: [],
      ...more,
    };
  }

  start(
    tasks: readonly TaskSpec[],
    flags: Partial<StartCommand> = {},
    more: Partial<DayContext> = {},
  ): Failure | null {
    const command: StartCommand = { do: 'day.start', file: 'tasks/today.yaml', ...flags };
    return this.give({ kind: 'start', command, context: this.context(tasks, more) });
  }

  wish(command: Exclude<Command, StartCommand>): Failure | null {
    return this.give({ kind: 'command', command });
  }

  /** A fact of the task's session, numbered as its host would. */
  fact(task: string, fact: Fact): void {
    const session = this.session(task);
    const n = (this.#facts.get(session) ?? 0) + 1;
    this.#facts.set(session, n);
    this.give({ kind: 'host_fact', fact: { ...fact, session, n, at: this.now } });
  }

  begins(task: string): void {
    this.fact(task, { type: 'session.started', agent: 'demo', host_pid: 1, pid: 2, rung: 'walk' });
    this.works(task);
  }

  works(task: string): void {
    this.fact(task, { type: 'session.state', state: 'working', source: 'osc', message: null });
  }

  spends(task: string, usd: number | null, output = 100): void {
    const tokens = { input: 0, output, cache_read: 0, cache_write: 0, thoughts: 0 };
    this.fact(task, { type: 'session.usage', model: 'm', tokens, stated_usd: usd });
  }

  asks(task: string, key: string, options: readonly string[] = ['A', 'B']): void {
    const ask = { ...noAsk, kind: 'question' as const, text: 'Which one?', options };
    this.fact(task, { type: 'session.asked', key, source: 'protocol', ask });
  }

  wantsTo(task: string, subject: string, key = 'p1'): void {
    const ask = { ...noAsk, kind: 'permission' as const, text: 'may it?', subject };
    this.fact(task, { type: 'session.asked', key, source: 'hook', ask });
  }

  breaksRule(task: string, subject = 'git commit -am wip'): void {
    const ask = { ...noAsk, kind: 'violation' as const, text: `tried ${subject}`, subject, layer: 'guard' };
    this.fact(task, { type: 'session.violated', key: 'v1', source: 'file', ask });
  }

  exits(task: string, code: number | null = 0, signal: string | null = null): void {
    this.fact(task, { type: 'session.exited', code, signal, asked: false, duration_ms: 5 });
  }

  checked(task: string, ok: readonly (boolean | null)[]): void {
    const attempt = this.task(task).attempt;
    const checks = ok.map((value, i) => ({ what: `check ${i}`, ok: value, detail: 'so it is' }));
    this.give({
      kind: 'outcome',
      draft: { type: 'attempt.checked', task, attempt, checks, diff: null },
    });
  }

  /** Runs a task to its end as a well-behaved agent would. */
  finishes(task: string): void {
    this.begins(task);
    this.exits(task, 0);
    this.checked(task, [true]);
  }

  /** Lets time pass and everything that is due in it happen, in its order. */
  passes(ms: number): void {
    const until = this.now + ms;
    for (let at = nextWake(this.state); at !== null && at <= until; at = nextWake(this.state)) {
      this.now = Math.max(this.now, at);
      this.give({ kind: 'tick' });
    }
    this.now = until;
  }

  task(id: string): TaskEntry {
    const task = this.state.tasks.get(id);
    if (task === undefined) throw new Error(`no task ${id}`);
    return task;
  }

  session(task: string): string {
    return this.task(task).sessions.last() ?? '';
  }

  shows(task: string): string {
    return stateOf(this.task(task));
  }

  /** The sentence that says why it is where it is. */
  why(task: string): string {
    return explain(this.state, this.task(task), this.now);
  }

  running(): string[] {
    return [...this.state.live].map((id) => this.state.sessions.get(id)?.task ?? '').sort();
  }

  last<K extends EventType>(type: K): EventOf<K> | undefined {
    return this.events.findLast((event) => event.type === type) as EventOf<K> | undefined;
  }

  /** Effects since the last look. */
  did(): string[] {
    const seen = this.effects.map((effect) => effect.do);
    this.effects = [];
    return seen;
  }
}

export const noAsk = {
  kind: 'violation' as const,
  text: '',
  options: [],
  recommended: null,
  context: null,
  impact: null,
  subject: null,
  layer: null,
};
