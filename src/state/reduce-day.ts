import { Map as IMap } from 'immutable';
import type { EventOf } from '../domain/event.ts';
import { withTask } from './entries.ts';
import type { Notice } from './entry-parts.ts';
import { type DayState, initialState } from './model.ts';
import type { Reducers } from './reducer.ts';

const notices = 200;

const noted = (state: DayState, notice: Notice): DayState => ({
  ...state,
  notices: state.notices.push(notice).takeLast(notices),
});

const opened = (state: DayState, e: EventOf<'day.opened'>): DayState => ({
  ...initialState,
  seq: e.seq,
  day: e.day,
  date: e.date,
  file: e.file,
  project: e.project,
  git: e.git,
  phase: 'running',
  opened_at: e.at,
  settings: e.settings,
  max_agents: e.max_agents,
  max_cost_usd: e.max_cost_usd,
  flags: e.flags,
  head: e.head,
  yes: e.yes,
  wait_ms: e.wait_ms,
  rules: e.rules,
  agents: IMap((e.agents ?? []).map((agent) => [agent.name, agent] as const)),
  history: e.history,
  last_human_at: e.at,
  notices: state.notices.clear(),
});

const shift = <T extends number | null>(at: T, by: number): T => (at === null ? at : ((at + by) as T));

/** Timers are data, so a clock that jumped moves them all; no agent is timed out by a laptop's sleep. */
const jumped = (state: DayState, e: EventOf<'clock.jumped'>): DayState => {
  const by = e.by_ms;
  const sessions = state.live.reduce((all, id) => {
    const session = all.get(id);
    if (session === undefined) return all;
    return all.set(id, {
      ...session,
      started_at: shift(session.started_at, by),
      deadline: shift(session.deadline, by),
      frozen_at: shift(session.frozen_at, by),
      last_fact_at: shift(session.last_fact_at, by),
      waited_on_at: shift(session.waited_on_at, by),
      state_at: shift(session.state_at, by),
    });
  }, state.sessions);
  const tasks = state.backoff.reduce((all, id) => {
    const task = all.get(id);
    return task === undefined ? all : all.set(id, { ...task, retry_at: shift(task.retry_at, by) });
  }, state.tasks);
  const marked = tasks.map((task) =>
    task.marked_at === null ? task : { ...task, marked_at: task.marked_at + by },
  );
  // A reset an agent told stays when it was told for; one that is only a guess moves along.
  const limited = state.limited.map((limit) => (limit.told ? limit : { ...limit, until: limit.until + by }));
  const asks = state.open.reduce((all, id) => {
    const ask = all.get(id);
    return ask === undefined ? all : all.set(id, { ...ask, opened_at: shift(ask.opened_at, by) });
  }, state.asks);
  return { ...state, sessions, tasks: marked, limited, asks, last_human_at: shift(state.last_human_at, by) };
};

const raised = (state: DayState, e: EventOf<'cap.raised'>): DayState => {
  const below = (used: number): boolean => used < e.cap * 0.75;
  if (e.scope === 'day')
    return {
      ...state,
      max_cost_usd: e.cap,
      capped: state.spend.usd >= e.cap,
      warned: !below(state.spend.usd),
    };
  return withTask(state, e.task, (task) => ({
    ...task,
    cap_usd: e.cap,
    capped: task.spend.usd >= e.cap,
    warned: !below(task.spend.usd),
  }));
};

export const dayReducers: Reducers = {
  'day.opened': opened,
  'day.settings': (state, e) => ({
    ...state,
    settings: e.settings,
    max_agents: e.max_agents,
    max_cost_usd: e.max_cost_usd,
    flags: e.flags,
    head: e.head,
    warned: state.warned && e.max_cost_usd === state.max_cost_usd,
    capped: e.max_cost_usd !== null && state.capped && state.spend.usd >= e.max_cost_usd,
    yes: e.yes,
    wait_ms: e.wait_ms,
  }),
  'agents.found': (state, e) => ({
    ...state,
    agents: IMap(e.agents.map((agent) => [agent.name, agent] as const)),
  }),
  'limit.over': (state, e) => ({ ...state, limited: state.limited.remove(e.agent) }),
  'day.file_refused': (state, e) =>
    noted(state, { at: e.at, level: 'warning', text: `${e.file}: ${e.mistakes[0] ?? 'not valid'}` }),
  'day.stopping': (state, e) => ({ ...state, phase: 'stopping', stopped_by: e.by }),
  'day.resumed': (state, e) => ({
    ...state,
    phase: 'running',
    why: e.why,
    exit: null,
    ended_at: null,
    last_human_at: e.at,
  }),
  'day.ended': (state, e) => ({ ...state, phase: 'ended', exit: e.exit, why: e.why, ended_at: e.at }),
  'cap.warned': (state, e) =>
    e.scope === 'day'
      ? { ...state, warned: true }
      : withTask(state, e.task, (task) => ({ ...task, warned: true })),
  'cap.reached': (state, e) =>
    e.scope === 'day'
      ? { ...state, capped: true }
      : withTask(state, e.task, (task) => ({ ...task, capped: true })),
  'cap.raised': raised,
  'rule.saved': (state, e) => ({ ...state, rules: [...state.rules, e.rule] }),
  'rule.removed': (state, e) => ({ ...state, rules: state.rules.filter((rule) => rule.id !== e.rule) }),
  'notice.posted': (state, e) => noted(state, { at: e.at, level: e.level, text: e.text }),
  'session.notice': (state, e) =>
    noted(state, { at: e.at, level: 'info', text: `${e.task ?? e.session ?? ''}: ${e.text}` }),
  'journal.salvaged': (state, e) =>
    noted(state, {
      at: e.at,
      level: 'error',
      text: `The journal was damaged: ${e.kept} events kept, the damaged files are in ${e.damaged}`,
    }),
  'clock.jumped': jumped,
};
