import type { TaskState } from '../domain/task.ts';
import { chooseAgent } from './choose-agent.ts';
import { doubters } from './claims.ts';
import type { DayState, SessionEntry, TaskEntry } from './model.ts';
import { sourceNames } from './source-names.ts';

/** What a person sees; `waiting` means on a person, `blocked` on another task. */
export const stateOf = (task: TaskEntry): TaskState => {
  if (task.phase === 'done' || task.phase === 'failed' || task.phase === 'needs_review') return task.phase;
  if (!task.asks.isEmpty()) return 'waiting';
  if (task.hold === 'infrastructure') return 'blocked';
  if (task.phase === 'queued' && !task.unmet.isEmpty()) return 'blocked';
  if (task.phase === 'queued') return 'queued';
  return 'running';
};

const inSeconds = (ms: number): string => {
  const s = Math.max(0, Math.round(ms / 1000));
  return s < 60 ? `${s} s` : `${Math.round(s / 60)} min`;
};

const ended: Readonly<Record<string, string>> = {
  failed: 'which failed',
  needs_review: 'which needs your review',
};

const waitsFor = (state: DayState, task: TaskEntry): string => {
  const names = [...task.unmet].map((id) => {
    const end = ended[state.tasks.get(id)?.phase ?? ''];
    return end === undefined ? id : `${id}, ${end}`;
  });
  return `waits for ${names.join(' and ')}`;
};

const holds = {
  person: 'paused by you',
  cap: 'halted at the cap; goes on when you raise it',
  stop: 'halted with the day; goes on with `orch start`',
  review: 'its work is reviewed',
  limit: "held at its agent's usage limit; goes on when you resume it",
} as const;

const asked = (state: DayState, task: TaskEntry): string => {
  const ask = state.asks.get(task.asks.first() ?? '');
  return ask === undefined ? 'waits for you' : `waits for your ${answers[ask.body.kind]} (${ask.id})`;
};

const answers = {
  question: 'answer',
  permission: 'permission',
  approval: 'approval before it starts',
  violation: 'word on a broken rule',
  cap: 'word on the cap',
  stuck: 'word: it cannot go on by itself',
} as const;

/** The reset it waits for where every agent it could have is at its limit. */
const resetOf = (state: DayState, task: TaskEntry): number | null => {
  const choice = chooseAgent(state, task);
  return 'waits_until' in choice ? choice.waits_until : null;
};

const queued = (state: DayState, task: TaskEntry, now: number): string => {
  if (task.hold === 'infrastructure') return task.why;
  if (task.hold !== null) return holds[task.hold];
  if (!task.unmet.isEmpty()) return waitsFor(state, task);
  if (task.retry_at !== null && task.retry_at > now)
    return `tries again in ${inSeconds(task.retry_at - now)}: ${task.why}`;
  const reset = resetOf(state, task);
  if (reset !== null) return `waits for its agent's usage limit: goes on in ${inSeconds(reset - now)}`;
  if (state.capped) return "the day's cap is reached; nothing new starts";
  if (task.capped) return 'its cap is reached';
  if (state.live.size >= state.max_agents)
    return `waits for one of ${state.max_agents} places; ${state.live.size} at work`;
  if (state.phase !== 'running') return 'the day is not running';
  return task.risk.needs_approval && !task.approved ? 'is about to ask for approval' : 'starts now';
};

/** Two sources that disagree are shown as such, with the age of the other word. */
const doubt = (session: SessionEntry, now: number): string => {
  const [other] = doubters(session.claims);
  if (other === undefined) return '';
  return `; but ${sourceNames[other[0]]} said ${other[1].state} ${inSeconds(now - other[1].at)} ago`;
};

/** One sentence: why the task is where it is. */
export const explain = (state: DayState, task: TaskEntry, now: number): string => {
  if (!task.asks.isEmpty()) return asked(state, task);
  if (task.phase === 'queued') return queued(state, task, now);
  if (task.phase === 'checking') return 'its agent is done; the acceptance checks decide';
  if (task.phase !== 'running') return task.why;
  const session = state.sessions.get(task.sessions.last() ?? '');
  if (session === undefined) return 'starting';
  if (!session.responsive) return `its host (pid ${session.host_pid ?? '?'}) does not answer`;
  if (session.paused) return 'paused by you';
  if (session.ending !== null) return `being ended (${session.ending})`;
  const said = session.message === null ? '' : `: ${session.message}`;
  return `${session.state} (${sourceNames[session.source]})${said}${doubt(session, now)}`;
};
