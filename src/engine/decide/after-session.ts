import { otherAgent } from '../../state/choose-agent.ts';
import type { DayState, SessionEntry, TaskEntry } from '../../state/model.ts';
import { afterChecks } from './after-checks.ts';
import { askApproval } from './approval.ts';
import { closeAsk, openAsksOf } from './asks.ts';
import { BACKOFF_MAX_MS, endAttempt, failAttempt } from './end-attempt.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';
import { waitingTroubles } from './trouble.ts';

const INTERRUPTIONS = 3;

const interrupted = (step: Step, task: TaskEntry, why: string, anew = false): void => {
  if (task.interruptions + 1 >= INTERRUPTIONS) {
    failAttempt(step, task, 'failed', `${why}, ${INTERRUPTIONS} times in a row`);
    return;
  }
  endAttempt(step, task, 'interrupted', why, null, anew);
};

const hold = (step: Step, task: TaskEntry, reason: 'cap' | 'stop' | 'limit', why: string): void => {
  endAttempt(step, task, 'halted', why);
  // Its author waits for it: better no review than one nobody knows when.
  if (reason === 'limit' && task.spec.reviews !== undefined) {
    endTask(step, task.id, 'failed', why);
    return;
  }
  // The day was started again before this one had come to its halt: it just goes on.
  if (reason === 'stop' && step.state().phase === 'running') return;
  step.emit({ type: 'task.held', task: task.id, reason });
};

/** Another agent takes over, or the session is held until the plan's reset. */
const atLimit = (step: Step, task: TaskEntry, { agent }: SessionEntry): void => {
  const other = otherAgent(step.state(), task, agent);
  if (other !== null) endAttempt(step, task, 'halted', `${agent} is at its usage limit: ${other} takes over`);
  else if (step.state().settings.resume_after_limit)
    endAttempt(step, task, 'halted', `${agent} is at its usage limit`);
  else hold(step, task, 'limit', `${agent} is at its usage limit`);
};

const TROUBLE_PAUSE_MS = 15_000;

/** Trouble that passes by itself is given time: 15 s, 30 s, 1 min … */
const goesOnAt = (step: Step, task: TaskEntry): number | null => {
  const name = task.recoveries.at(-1);
  const tries = task.recoveries.filter((each) => each === name).length;
  if (name === undefined || !waitingTroubles.has(name)) return null;
  return step.now + Math.min(BACKOFF_MAX_MS, TROUBLE_PAUSE_MS * 2 ** (tries - 1));
};

const byCause = (step: Step, task: TaskEntry, session: SessionEntry): boolean => {
  switch (session.ending) {
    case 'person':
    case 'violation':
      endAttempt(step, task, 'killed', 'killed by you');
      endTask(step, task.id, 'failed', 'killed by you');
      return true;
    case 'timeout':
      failAttempt(step, task, 'timed_out', 'ran longer than its timeout');
      return true;
    case 'stuck':
      endAttempt(step, task, 'killed', 'killed as stuck, tried again', step.now);
      return true;
    case 'cap':
      hold(step, task, 'cap', 'halted at the cap');
      return true;
    case 'stop':
      hold(step, task, 'stop', 'halted with the day');
      return true;
    case 'finished':
      afterChecks(step, task.id);
      return true;
    case 'limit':
      atLimit(step, task, session);
      return true;
    case 'recovery':
      endAttempt(
        step,
        task,
        'halted',
        `its agent was in trouble: ${session.trouble?.text ?? 'launched again'}`,
        goesOnAt(step, task),
      );
      return true;
    default:
      return false;
  }
};

/** Questions keep waiting when the work goes on later; a dialog dies with its screen. */
const closeAsks = (step: Step, state: DayState, session: string, task: string): void => {
  const goesOn = state.tasks.get(task)?.resumes === session;
  // Also what an earlier session of the same conversation asked; a cap's ask is nobody's session.
  for (const ask of openAsksOf(state, { task }))
    if (ask.session !== null && (!goesOn || ask.body.kind !== 'question'))
      closeAsk(step, ask, 'its session ended');
};

/** A reviewer whose verdict is known has done its part, however its session ended. */
const hasJudged = ({ spec, verdict }: TaskEntry, { ending }: SessionEntry): boolean =>
  spec.reviews !== undefined && verdict !== null && ending !== 'person' && ending !== 'violation';

/** The session is over: what that means for its attempt. */
export const afterSession = (step: Step, sessionId: string, lost: string | null): void => {
  const session = step.state().sessions.get(sessionId);
  const task = session === undefined ? undefined : step.state().tasks.get(session.task);
  if (session === undefined || task === undefined || task.phase !== 'checking') return;
  if (hasJudged(task, session)) afterChecks(step, task.id);
  else if (byCause(step, task, session)) {
    // The cause has said it all.
  } else if (lost !== null) interrupted(step, task, lost);
  else if (session.exit?.signal != null)
    interrupted(step, task, `its agent was killed by ${session.exit.signal}`);
  else if (session.resumes !== null && !session.worked && session.exit?.code !== 0)
    interrupted(step, task, 'its conversation could not go on', true);
  else if (session.exit?.code === 0) step.effect({ do: 'check', task: task.id, session: sessionId });
  else failAttempt(step, task, 'failed', `its agent ended with exit code ${session.exit?.code ?? '?'}`);
  closeAsks(step, step.state(), sessionId, task.id);
  // Its risk may have risen while it ran.
  if (step.state().tasks.get(task.id)?.phase === 'queued') askApproval(step, task.id);
};
