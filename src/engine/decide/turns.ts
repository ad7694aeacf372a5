import { nudgeText, VERDICT_NUDGE } from '../../agents/prompt.ts';
import { verdictIn } from '../../review/verdict.ts';
import type { AskEntry, DayState, SessionEntry, TaskEntry } from '../../state/model.ts';
import { openAsksOf } from './asks.ts';
import { endSession } from './ending.ts';
import type { Step } from './step.ts';
import { tellNext } from './telling.ts';
import { mendTrouble } from './trouble.ts';

/** An agent that stopped early is told once what is missing; after that a person looks. */
const NUDGES = 1;
/** At rest there is nothing to tear apart. */
const AT_REST_MS = 1;

const holds = (ask: AskEntry): boolean =>
  ask.answer === null && ask.body.kind !== 'cap' && ask.body.kind !== 'stuck';

/** It went out to the agent at rest: what it makes of it is still to come. */
const isOnItsWay = (ask: AskEntry, { turn }: SessionEntry): boolean =>
  ask.state === 'sent' && ask.sent_at !== null && turn !== null && ask.sent_at > turn.at;

/** Answers whose session died before they could go out; its heir has not heard them yet. */
export const lateAnswers = (state: DayState, task: string): readonly AskEntry[] =>
  openAsksOf(state, { task }).filter(
    (ask) =>
      ask.answer !== null &&
      ask.state === 'open' &&
      ask.session !== null &&
      (!state.live.has(ask.session) || ask.key?.startsWith('told:') === true) &&
      ask.key?.startsWith('file:') !== true,
  );

/** The agent ended its turn by itself: what it has not heard goes to it, else acceptance judges its work. */
export const afterTurn = (step: Step, id: string): void => {
  const session = step.state().sessions.get(id);
  if (session === undefined || session.turn === null || session.ending !== null) return;
  if (!step.state().live.has(id) || session.telling !== null) return;
  const { task } = session;
  const late = lateAnswers(step.state(), task);
  for (const ask of late) step.effect({ do: 'deliver', ask: ask.id });
  if (late.length > 0) return;
  if (openAsksOf(step.state(), { task }).some((ask) => holds(ask) || isOnItsWay(ask, session))) return;
  const entry = step.state().tasks.get(task);
  if (entry === undefined || toldFindings(step, entry, session)) return;
  if (entry.spec.reviews !== undefined) afterReviewTurn(step, entry, session);
  else step.effect({ do: 'check', task, session: id, turn: session.turn.n });
};

/** What reviewers found goes to the author as soon as it can hear it. */
const toldFindings = (step: Step, { findings }: TaskEntry, { id, turn }: SessionEntry): boolean => {
  if (findings.length === 0) return false;
  // A host carries out each key once: other findings, after another turn, are told under another.
  const key = `review-${findings.length}.${turn?.n ?? 0}`;
  step.effect({ do: 'tell', session: id, key, text: findings.join('\n\n') });
  return true;
};

/** A reviewer is done once it has given a verdict, by orch's tool or at the end of its last words. */
const afterReviewTurn = (step: Step, task: TaskEntry, session: SessionEntry): void => {
  const said = task.verdict === null ? verdictIn(session.turn?.text ?? '') : null;
  if (said !== null) step.emit({ type: 'session.verdict', task: task.id, session: session.id, ...said });
  if (said === null && task.verdict === null && task.nudges < NUDGES)
    tellNext(step, session, nudgeKey(task), VERDICT_NUDGE);
  else endSession(step, session.id, 'finished', AT_REST_MS);
};

const nudgeKey = ({ nudges }: TaskEntry): string => `nudge-${nudges + 1}`;

/** Its work so far is judged while it lives: done, told what is missing, or left to a person. */
export const afterTurnChecks = (step: Step, taskId: string, turn: number): void => {
  const task = step.state().tasks.get(taskId);
  const session = step.state().sessions.get(task?.sessions.last() ?? '');
  if (task === undefined || session?.turn?.n !== turn) return;
  // Whoever answers has it judged anew.
  if (openAsksOf(step.state(), { task: taskId }).some(holds) || toldFindings(step, task, session)) return;
  const missing = task.checks.filter((check) => check.ok === false);
  if (missing.length > 0 && mendTrouble(step, task, session)) return;
  if (missing.length > 0 && task.nudges < NUDGES) tellNext(step, session, nudgeKey(task), nudgeText(missing));
  else endSession(step, session.id, 'finished', AT_REST_MS);
};

/** Words for its next turn did not reach it: what is missing a person then looks at. */
export const onUntold = (
  step: Step,
  { session: id, key, why }: { readonly session: string; readonly key: string; readonly why: string },
): void => {
  const task = step.state().sessions.get(id)?.task;
  if (task === undefined || !step.state().live.has(id)) return;
  const text = `${task} could not be told to go on: ${why}`;
  step.emit({ type: 'notice.posted', level: 'warning', task, text });
  if (key.startsWith('nudge-')) endSession(step, id, 'finished', AT_REST_MS);
  // Launched again, it begins with them.
  else endSession(step, id, 'recovery', AT_REST_MS);
};
