import type { DayState } from '../state/model.ts';
import { planLines, planWindows } from '../state/plan-windows.ts';
import { pricedBy } from '../state/priced-by.ts';
import { countsOf, tasksInOrder } from '../state/select.ts';
import type { Evening } from './evening.ts';
import { isoTime, reportAsk, waitingOf } from './report-ask.ts';
import { byModel, reportTask } from './report-task.ts';

/** Sessions and working time by agent, the busiest first. */
const agentsOf = (state: DayState, now: number) => {
  const agents = new Map<string, { agent: string; sessions: number; worked_ms: number }>();
  for (const session of state.sessions.values()) {
    const { sessions, worked_ms } = agents.get(session.agent) ?? { sessions: 0, worked_ms: 0 };
    agents.set(session.agent, {
      agent: session.agent,
      sessions: sessions + 1,
      worked_ms: worked_ms + (session.ended_at ?? now) - session.started_at,
    });
  }
  return [...agents.values()].sort((a, b) => b.worked_ms - a.worked_ms);
};

const costOf = (state: DayState) => ({
  usd: state.spend.usd,
  cap_usd: state.max_cost_usd,
  unknown_tokens: state.spend.unknown_tokens,
  tokens: state.spend.tokens,
  by_model: byModel(state.by_model),
  priced_by: pricedBy(state, state.sessions.keys()),
});

/** The evening report as data: all that `orch report --json` prints, and what the text is made of. */
export const reportOf = (evening: Evening, now: number) => {
  const { state } = evening;
  const asks = [...state.asks.values()].map((ask) => reportAsk(ask, now));
  return {
    date: state.date,
    day: state.day,
    file: state.file,
    phase: state.phase,
    exit: state.exit,
    why: state.why,
    opened: isoTime(state.opened_at),
    ended: isoTime(state.ended_at),
    wall_ms: (state.ended_at ?? now) - state.opened_at,
    counts: countsOf(state),
    cost: costOf(state),
    agents: agentsOf(state, now),
    plans: planLines(planWindows(state), state.ended_at ?? now),
    waiting: waitingOf(asks),
    tasks: tasksInOrder(state).map((task) => reportTask(evening, task, asks, now)),
    day_asks: asks.filter((ask) => ask.task === null),
    notices: state.notices
      .filter(({ level }) => level !== 'info')
      .map((notice) => ({ ...notice, at: isoTime(notice.at) }))
      .toArray(),
  };
};

export type Report = ReturnType<typeof reportOf>;
