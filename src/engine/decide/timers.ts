import { waitsForReset } from '../../state/choose-agent.ts';
import type { DayState, SessionEntry } from '../../state/model.ts';
import { stopDay } from './commands.ts';
import { endSession } from './ending.ts';
import { silenceAt, wantReview } from './reviews.ts';
import type { Step } from './step.ts';
import { askIfStuck, isStuckAsked, stuckDue } from './stuck.ts';

const liveSessions = (state: DayState): readonly SessionEntry[] =>
  [...state.live].flatMap((id) => state.sessions.get(id) ?? []);

const pastDeadline = (session: SessionEntry, now: number): boolean =>
  session.deadline !== null &&
  session.frozen_at === null &&
  session.ending === null &&
  now >= session.deadline;

/** Only a person can go on: everything live waits, nothing is ready or about to be. */
const humanOnly = (state: DayState): boolean =>
  !state.open.isEmpty() &&
  state.backoff.isEmpty() &&
  state.checking.isEmpty() &&
  !waitsForReset(state) &&
  liveSessions(state).every((session) => session.frozen_at !== null || isStuckAsked(state, session, null));

const humanDeadline = (state: DayState): number | null => {
  if (state.wait_ms === null || state.phase !== 'running' || !humanOnly(state)) return null;
  const asked = [...state.open].map((id) => state.asks.get(id)?.opened_at ?? 0);
  return Math.max(state.last_human_at, ...asked) + state.wait_ms;
};

const reviewSilence = (step: Step, session: SessionEntry): void => {
  const task = step.state().tasks.get(session.task);
  const at = task === undefined ? null : silenceAt(step.state(), task, session);
  if (at !== null && at <= step.now) wantReview(step, session.task, 'silence', session.message);
};

/** Everything that is due by now. */
export const onTime = (step: Step): void => {
  for (const id of step.state().backoff) {
    const task = step.state().tasks.get(id);
    if (task !== undefined && task.retry_at !== null && task.retry_at <= step.now)
      step.emit({ type: 'attempt.due', task: id, attempt: task.attempt + 1 });
  }
  for (const [agent, { until }] of step.state().limited)
    if (until <= step.now) step.emit({ type: 'limit.over', agent });
  for (const session of liveSessions(step.state())) {
    // Before a person is asked: one who is does not need to know it from a reviewer.
    reviewSilence(step, session);
    if (pastDeadline(session, step.now)) endSession(step, session.id, 'timeout', 0);
    else askIfStuck(step, session);
  }
  const until = humanDeadline(step.state());
  if (until !== null && step.now >= until) {
    step.emit({
      type: 'notice.posted',
      level: 'warning',
      text: 'Nobody answered in time: the day is halted',
    });
    stopDay(step, 'halt', 'nobody');
  }
};

const earliest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/** When `tick` is next due; timers are data, the engine arms one for the earliest. */
export const nextWake = (state: DayState): number | null => {
  let at = humanDeadline(state);
  for (const id of state.backoff) at = earliest(at, state.tasks.get(id)?.retry_at ?? null);
  for (const { until } of state.limited.values()) at = earliest(at, until);
  for (const session of liveSessions(state)) {
    if (session.frozen_at === null && session.ending === null) at = earliest(at, session.deadline);
    const task = state.tasks.get(session.task);
    at = earliest(at, task === undefined ? null : silenceAt(state, task, session));
    at = earliest(at, stuckDue(state, session));
  }
  return at;
};
