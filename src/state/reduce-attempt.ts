import type { AttemptOutcome } from '../domain/attempt-event.ts';
import type { EventOf } from '../domain/event.ts';
import { withScheduledTask, withTask } from './entries.ts';
import type { DayState, SessionEntry, TaskEntry } from './model.ts';
import type { Reducers } from './reducer.ts';
import { noSessionMoney } from './session-money.ts';

const freshSession = (e: EventOf<'attempt.started'>, task: TaskEntry): SessionEntry => ({
  id: e.session ?? '',
  task: task.id,
  attempt: e.attempt,
  agent: e.agent,
  model: e.model,
  last_n: 0,
  started_at: e.at,
  ended_at: null,
  host_pid: null,
  pid: null,
  rung: null,
  state: 'starting',
  source: 'process',
  state_at: e.at,
  message: null,
  last_fact_at: e.at,
  deadline: task.spec.timeout_ms === null ? null : e.at + task.spec.timeout_ms,
  waited_on_at: null,
  frozen_at: null,
  paused: false,
  responsive: true,
  ending: null,
  exit: null,
  ...noSessionMoney,
  conversation: null,
  resumes: e.resumes,
  claims: {},
  worked: false,
  turn: null,
  last_words: null,
  telling: null,
  brought: [],
  trouble: null,
});

const lastAgent = (state: DayState, task: TaskEntry): string | undefined =>
  state.sessions.get(task.sessions.last() ?? '')?.agent;

const started = (state: DayState, e: EventOf<'attempt.started'>): DayState => {
  const task = e.task === undefined ? undefined : state.tasks.get(e.task);
  if (task === undefined || e.session === undefined) return state;
  const session = freshSession(e, task);
  return withScheduledTask(
    { ...state, sessions: state.sessions.set(session.id, session), live: state.live.add(session.id) },
    task.id,
    (t) => ({
      ...t,
      phase: 'running',
      why: '',
      since: e.at,
      attempt: e.attempt,
      sessions: t.sessions.push(session.id),
      retry_at: null,
      nudges: e.resumes === null ? 0 : t.nudges,
      // What one agent could not be helped with says nothing of another.
      recoveries: e.attempt === t.attempt && lastAgent(state, t) === e.agent ? t.recoveries : [],
      started_at: t.started_at ?? e.at,
      ended_at: null,
    }),
  );
};

/** Only these use up a retry; being cut short is not the agent's failure. */
const counts: Readonly<Record<AttemptOutcome, 'failures' | 'interruptions' | null>> = {
  passed: null,
  failed: 'failures',
  timed_out: 'failures',
  killed: null,
  halted: null,
  interrupted: 'interruptions',
};

/** The conversation to go on with: the last session of this attempt that ever came to life. */
const lastBegun = (state: DayState, task: TaskEntry): string | null => {
  const attempt = state.sessions.get(task.sessions.last() ?? '')?.attempt;
  const begun = task.sessions.findLast((id) => {
    const session = state.sessions.get(id);
    return session !== undefined && session.attempt === attempt && session.last_n > 0;
  });
  return begun ?? null;
};

/** Its last agent had its turn: another one of the list is asked before it. */
const givenUp = (state: DayState, task: TaskEntry): readonly string[] => {
  const agent = lastAgent(state, task);
  return agent === undefined || task.given_up.includes(agent) ? task.given_up : [...task.given_up, agent];
};

const ended = (state: DayState, e: EventOf<'attempt.ended'>): DayState =>
  withScheduledTask(state, e.task, (task) => {
    const counted = counts[e.outcome];
    const goesOn = e.outcome === 'halted' || e.outcome === 'interrupted';
    return {
      ...task,
      phase: 'queued',
      why: e.why,
      since: e.at,
      retry_at: e.retry_at,
      resumes: goesOn && e.anew !== true ? lastBegun(state, task) : null,
      failures: task.failures + (counted === 'failures' ? 1 : 0),
      interruptions: counted === 'interruptions' ? task.interruptions + 1 : 0,
      given_up: counted === 'failures' ? givenUp(state, task) : task.given_up,
    };
  });

export const attemptReducers: Reducers = {
  'attempt.started': started,
  'attempt.due': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, retry_at: null })),
  'attempt.prepared': (state, e) =>
    withTask(state, e.task, (task) => ({
      ...task,
      cwd: e.cwd,
      isolation: e.isolation,
      base: e.base,
      before: e.before,
    })),
  'attempt.ended': ended,
  'recovery.settled': (state, e) =>
    withTask(state, e.task, (task) => ({
      ...task,
      recovering: null,
      // It helped: should the same trouble come again, it is mended again.
      recoveries: e.outcome === 'worked' ? [] : task.recoveries,
    })),
  'recovery.tried': (state, e) =>
    withTask(state, e.task, (task) => ({
      ...task,
      recoveries: [...task.recoveries, e.name],
      recovering: e.name,
      extra_args: [...task.extra_args, ...e.args.filter((arg) => !task.extra_args.includes(arg))],
      allowed: e.path === null || e.action !== 'allow' ? task.allowed : [...task.allowed, e.path],
      given_up: e.action === 'other_agent' ? givenUp(state, task) : task.given_up,
    })),
  'attempt.checked': (state, e) =>
    withTask(state, e.task, (task) => ({ ...task, checks: e.checks, diff: e.diff })),
};
