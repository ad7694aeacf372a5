import { OWN_WORD } from '../../domain/ask.ts';
import type { DayState, SessionEntry } from '../../state/model.ts';
import { closeAsk, openAsk, openAsksOf, plainAsk } from './asks.ts';
import type { Step } from './step.ts';

export const STUCK_CHOICES = ['wait on', 'kill it', 'kill it and try again'] as const;

/** A dialog nobody told us of is not waited for as long as a silence. */
const UNSEEN_DIALOG_MS = 10_000;

/** When a session counts as stuck, or null while it may be silent. */
const stuckAt = (session: SessionEntry, stuckAfterMs: number): number | null => {
  if (session.frozen_at !== null || session.ending !== null) return null;
  if (session.state !== 'blocked') return session.last_fact_at + stuckAfterMs;
  const { waited_on_at: waited, state_at } = session;
  return waited !== null && waited >= state_at
    ? waited + stuckAfterMs
    : state_at + Math.min(UNSEEN_DIALOG_MS, stuckAfterMs);
};

/** It is asked already; what the agent says itself is more than that it is silent. */
export const isStuckAsked = (state: DayState, session: SessionEntry, layer: string | null): boolean =>
  openAsksOf(state, { session: session.id, kind: 'stuck' }).some(
    ({ body }) => layer === null || body.layer === layer,
  );

/** A reviewer's clock runs on: better no review than one nobody knows when. */
const wordOf = (state: DayState, { task }: SessionEntry): string | null =>
  state.tasks.get(task)?.spec.reviews === undefined ? OWN_WORD : null;

/** Whose word it is that a person is asked now: the agent's own where it waits, nobody's where it is silent. */
const layerOf = (state: DayState, session: SessionEntry): string | null =>
  session.state === 'blocked' ? wordOf(state, session) : null;

/** When a person is asked about a session that says no more, or null where nobody needs to be. */
export const stuckDue = (state: DayState, session: SessionEntry): number | null =>
  isStuckAsked(state, session, layerOf(state, session))
    ? null
    : stuckAt(session, state.settings.stuck_after_ms);

/** Asks what is to become of a session, once. */
const askStuck = (
  step: Step,
  session: SessionEntry,
  text: string,
  more: { readonly layer: string | null; readonly context?: string | null },
): void => {
  if (isStuckAsked(step.state(), session, more.layer)) return;
  for (const ask of openAsksOf(step.state(), { session: session.id, kind: 'stuck' }))
    closeAsk(step, ask, 'it says more now');
  openAsk(step, {
    task: session.task,
    session: session.id,
    key: null,
    body: plainAsk('stuck', text, { options: STUCK_CHOICES, ...more }),
  });
};

/** It said itself that it is at its end. */
export const askWhatNow = (step: Step, session: SessionEntry, text: string): void =>
  askStuck(step, session, `${session.agent} cannot go on: ${text}`, { layer: wordOf(step.state(), session) });

const stuckText = (session: SessionEntry, now: number): string => {
  if (session.state === 'blocked') return `${session.agent} waits for you in its pane`;
  const minutes = Math.round((now - session.last_fact_at) / 60_000);
  return `No sign of work from ${session.task} for ${minutes} min`;
};

/** No fact for long: a person decides, not a guess. */
export const askIfStuck = (step: Step, session: SessionEntry): void => {
  const at = stuckDue(step.state(), session);
  if (at === null || step.now < at) return;
  askStuck(step, session, stuckText(session, step.now), {
    context: session.message,
    layer: layerOf(step.state(), session),
  });
};
