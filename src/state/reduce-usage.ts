import { Map as IMap } from 'immutable';
import type { EventOf } from '../domain/event.ts';
import { addTokens, addUsage, noSpend, restated, type Spend, totalTokens } from '../domain/money.ts';
import { withSession, withTask } from './entries.ts';
import { lasting } from './lasting.ts';
import type { DayState, TaskEntry } from './model.ts';
import { priceWord, withWord } from './priced-by.ts';
import type { Reducers } from './reducer.ts';

type Change = (spend: Spend) => Spend;

/** The same sum is kept of the day, the model, the task and the session. */
const spent = (
  state: DayState,
  e: { readonly task?: string; readonly session?: string },
  model: string,
  change: Change,
): DayState => {
  const day = {
    ...state,
    spend: change(state.spend),
    by_model: state.by_model.set(model, change(state.by_model.get(model) ?? noSpend)),
  };
  const task = withTask(day, e.task, (entry) => ({ ...entry, spend: change(entry.spend) }));
  return withSession(task, e.session, (entry) => ({ ...entry, spend: change(entry.spend) }));
};

const counted = (task: TaskEntry, message: string, e: EventOf<'session.usage'>): TaskEntry['counted'] => {
  const before = task.counted.get(message);
  return task.counted.set(message, {
    tokens: before === undefined ? e.tokens : addTokens(before.tokens, e.tokens),
    usd: e.stated_usd === null ? (before?.usd ?? null) : (before?.usd ?? 0) + e.stated_usd,
  });
};

/** A message's usage is journaled as what was new in it. */
const used = (state: DayState, e: EventOf<'session.usage'>): DayState => {
  const next = spent(state, e, e.model, (spend) => addUsage(spend, e.tokens, e.usd));
  const { message } = e;
  const noted = withSession(next, e.session, (session) => ({
    ...session,
    last_model: e.model,
    // Tokens flow again.
    trouble:
      session.trouble?.ended === true || totalTokens(e.tokens) === 0
        ? session.trouble
        : lasting(session.trouble),
    priced_by: e.usd === null ? session.priced_by : withWord(session.priced_by, priceWord(e)),
  }));
  if (message === undefined) return noted;
  return withTask(noted, e.task, (task) => ({ ...task, counted: counted(task, message, e) }));
};

/** The agent's own sum replaces what a price table made of this session, unknown prices included. */
const stated = (state: DayState, e: EventOf<'session.cost'>): DayState => {
  const session = state.sessions.get(e.session ?? '');
  const model = session?.last_model ?? session?.model ?? 'unknown';
  const unknown = session?.spend.unknown_tokens ?? 0;
  const told = withSession(state, e.session, (each) => ({ ...each, priced_by: ['agent'] }));
  return spent(told, e, model, (spend) => restated(spend, e.usd, unknown));
};

export const usageReducers: Reducers = {
  'session.usage': used,
  'session.cost': stated,
  'session.quota': (state, e) => {
    const agent = state.sessions.get(e.session ?? '')?.agent;
    if (agent === undefined) return state;
    const windows = state.quotas.get(agent) ?? IMap();
    const { used: share, resets_at, at } = e;
    return {
      ...state,
      quotas: state.quotas.set(agent, windows.set(e.window, { used: share, resets_at, at })),
    };
  },
};
