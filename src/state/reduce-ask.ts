import { type AskBody, restsOn } from '../domain/ask.ts';
import type { EventOf } from '../domain/event.ts';
import { withClock, withSession, withTask } from './entries.ts';
import type { AskEntry, DayState } from './model.ts';
import type { Reducers } from './reducer.ts';

/** A cap's ask is the day's; it does not stop the clock of the task it names. */
const holdsTask = (body: AskBody): boolean => body.kind !== 'cap' && restsOn(body);

const opened = (state: DayState, e: EventOf<'ask.opened'>): DayState => {
  const ask: AskEntry = {
    id: e.ask,
    task: e.task ?? null,
    session: e.session ?? null,
    key: e.key,
    body: e.body,
    state: 'open',
    opened_at: e.at,
    answer: null,
    answered_at: null,
    by: null,
    via: null,
    sent_at: null,
    delivered_at: null,
    proof: null,
    closed_at: null,
    how: null,
  };
  const counted = {
    ...state,
    asks: state.asks.set(ask.id, ask),
    ask_count: state.ask_count + 1,
    open: state.open.add(ask.id),
  };
  const next = withTask(counted, e.task, (task) => ({ ...task, open: task.open.add(ask.id) }));
  if (!holdsTask(ask.body)) return next;
  const held = withTask(next, e.task, (task) => ({ ...task, asks: task.asks.add(ask.id) }));
  return withClock(held, clockOf(held, ask), e.at);
};

/** Whose clock it stops: where nobody's session asks, a reviewer's does, that of the task. */
const clockOf = (state: DayState, { session, task }: AskEntry): string | undefined => {
  const last = state.tasks.get(task ?? '')?.sessions.last() ?? '';
  return session ?? (state.live.has(last) ? last : undefined);
};

const withAsk = (state: DayState, id: string, change: (ask: AskEntry) => AskEntry): DayState => {
  const ask = state.asks.get(id);
  return ask === undefined ? state : { ...state, asks: state.asks.set(id, change(ask)) };
};

/** Nothing waits for the person here any more. */
const unheld = (state: DayState, id: string, at: number): DayState => {
  const ask = state.asks.get(id);
  if (ask === undefined) return state;
  const freed = withTask(state, ask.task ?? undefined, (task) => ({ ...task, asks: task.asks.remove(id) }));
  return withClock(freed, clockOf(freed, ask), at);
};

const answered = (state: DayState, e: EventOf<'ask.answered'>): DayState => {
  const next = withAsk(state, e.ask, (ask) => ({
    ...ask,
    answer: e.answer,
    answered_at: e.at,
    by: e.by,
  }));
  return unheld({ ...next, last_human_at: e.by === 'person' ? e.at : next.last_human_at }, e.ask, e.at);
};

/** The answer did not reach the agent: the ask waits for the person again. */
export const reopened = (state: DayState, e: EventOf<'session.answer_failed'>): DayState => {
  const ask = state.asks.get(e.ask);
  if (ask === undefined || ask.state === 'closed' || ask.state === 'delivered') return state;
  const next = withAsk(state, e.ask, (a) => ({
    ...a,
    state: 'open',
    answer: null,
    answered_at: null,
    by: null,
  }));
  const held = withTask(next, ask.task ?? undefined, (task) => ({ ...task, asks: task.asks.add(e.ask) }));
  return withClock(held, ask.session ?? undefined, e.at);
};

/** A resumed session asks again what its forerunner asked: it is the same ask. */
export const rebound = (state: DayState, e: EventOf<'session.asked'>): DayState => {
  const open = state.tasks.get(e.task ?? '')?.open.find((id) => state.asks.get(id)?.key === e.key);
  const ask = state.asks.get(open ?? '');
  if (ask === undefined || e.session === undefined || ask.session === e.session) return state;
  const session = e.session;
  return withClock(
    withAsk(state, ask.id, (a) => ({ ...a, session })),
    session,
    e.at,
  );
};

const finished = (state: DayState, id: string, at: number, change: (ask: AskEntry) => AskEntry): DayState => {
  const next = withAsk(state, id, change);
  const settled = withTask(next, next.asks.get(id)?.task ?? undefined, (task) => ({
    ...task,
    open: task.open.remove(id),
  }));
  return unheld({ ...settled, open: settled.open.remove(id) }, id, at);
};

/** A person who waits on for a silent agent gives it as long again. */
const waitedOn = (state: DayState, e: EventOf<'ask.closed'>): DayState => {
  const ask = state.asks.get(e.ask);
  if (ask?.body.kind !== 'stuck') return state;
  return withSession(state, ask.session ?? undefined, (session) => ({
    ...session,
    last_fact_at: e.at,
    waited_on_at: e.at,
  }));
};

export const askReducers: Reducers = {
  'ask.opened': opened,
  'ask.answered': answered,
  'ask.sent': (state, e) =>
    withAsk(state, e.ask, (ask) => ({ ...ask, state: 'sent', via: e.via, sent_at: e.at })),
  'ask.delivered': (state, e) =>
    finished(state, e.ask, e.at, (ask) => ({
      ...ask,
      state: 'delivered',
      delivered_at: e.at,
      proof: e.proof,
    })),
  'ask.closed': (state, e) =>
    waitedOn(
      finished(state, e.ask, e.at, (ask) => ({ ...ask, state: 'closed', closed_at: e.at, how: e.how })),
      e,
    ),
};
