import type { Draft } from '../../domain/event.ts';
import { afterChecks } from './after-checks.ts';
import { afterNotStarted } from './after-not-started.ts';
import { afterSession } from './after-session.ts';
import type { Step } from './step.ts';
import { afterTurnChecks } from './turns.ts';

type Checked = Extract<Draft, { type: 'attempt.checked' }>;

const judged = (step: Step, checked: Checked): void => {
  if (checked.turn === undefined) afterChecks(step, checked.task ?? '');
  else afterTurnChecks(step, checked.task ?? '', checked.turn);
};

/** What was judged is not what there is by now: another turn, another attempt, or another verdict was first. */
const isVoid = (step: Step, { task: id, attempt, turn }: Checked): boolean => {
  const state = step.state();
  const task = state.tasks.get(id ?? '');
  if (task === undefined || task.attempt !== attempt) return true;
  if (turn === undefined) return task.phase !== 'checking';
  const session = state.sessions.get(task.sessions.last() ?? '');
  if (session === undefined || !state.live.has(session.id)) return true;
  return session.turn?.n !== turn || session.ending !== null || session.telling !== null;
};

/** What an effect brought about, or the engine saw by itself. */
export const onOutcome = (step: Step, draft: Draft): void => {
  if (draft.type === 'session.lost' && !step.state().live.has(draft.session ?? '')) return;
  if (draft.type === 'attempt.checked' && isVoid(step, draft)) return;
  if (draft.type === 'attempt.not_started' && !step.state().live.has(draft.session ?? '')) return;
  // The same thing said of each task in turn is noise: once a day is enough.
  if (draft.type === 'notice.posted' && step.state().notices.some(({ text }) => text === draft.text)) return;
  step.emit(draft);
  if (draft.type === 'session.lost') afterSession(step, draft.session ?? '', draft.why);
  if (draft.type === 'attempt.checked') judged(step, draft);
  if (draft.type === 'attempt.not_started')
    afterNotStarted(step, draft.task ?? '', draft.code, draft.message);
};
