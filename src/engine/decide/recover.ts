import type { Telling } from '../../state/entry-parts.ts';
import type { AskEntry, SessionEntry } from '../../state/model.ts';
import type { Step } from './step.ts';
import { afterTurn } from './turns.ts';

/**
 * The engine is back. Journaled intentions whose effect may not have happened are
 * carried out again; every effect is made so that twice does no harm.
 */
export const recover = (step: Step): void => {
  const state = step.state();
  for (const id of state.live) recoverSession(step, state.sessions.get(id));
  for (const id of state.checking) {
    const session = state.tasks.get(id)?.sessions.last();
    if (session !== undefined) step.effect({ do: 'check', task: id, session });
  }
  if (state.phase !== 'ended') keepReviews(step);
  for (const id of state.open) recoverAsk(step, state.asks.get(id));
};

/** Their files lie beside their author's papers, whenever the engine died. */
const keepReviews = (step: Step): void => {
  const { tasks, reviewing } = step.state();
  for (const { id, spec } of tasks.values())
    if (spec.reviews !== undefined && !reviewing.has(id)) step.effect({ do: 'keep_review', review: id });
};

const recoverSession = (step: Step, session: SessionEntry | undefined): void => {
  const task = session === undefined ? undefined : step.state().tasks.get(session.task);
  if (session === undefined || task === undefined) return;
  const { attempt, id } = session;
  if (session.host_pid === null)
    step.effect({ do: 'start', task: task.id, session: id, attempt, resumes: session.resumes });
  if (session.ending !== null) step.effect({ do: 'kill', session: id });
  else if (session.telling !== null) step.effect({ do: 'tell', session: id, ...wordsOf(session.telling) });
  else afterTurn(step, id);
};

const wordsOf = ({ key, text }: Telling) => ({ key, text });

const recoverAsk = (step: Step, ask: AskEntry | undefined): void => {
  if (ask === undefined) return;
  if (ask.body.kind === 'violation' && ask.session !== null)
    step.effect({ do: ask.answer === null ? 'pause' : 'continue', session: ask.session });
  if (ask.answer !== null && ask.state === 'open') step.effect({ do: 'deliver', ask: ask.id });
};
