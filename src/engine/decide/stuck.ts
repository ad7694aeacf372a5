import { OWN_WORD } from '../../domain/ask.ts';
import type { SessionEntry } from '../../state/model.ts';
import { openAsk, openAsksOf, plainAsk } from './asks.ts';
import type { Step } from './step.ts';

export const STUCK_CHOICES = ['wait on', 'kill it', 'kill it and try again'] as const;

/** A dialog nobody told us of is not waited for as long as a silence. */
const UNSEEN_DIALOG_MS = 10_000;

/** When a session counts as stuck, or null while it may be silent. */
export const stuckAt = (session: SessionEntry, stuckAfterMs: number): number | null => {
  if (session.frozen_at !== null || session.ending !== null) return null;
  if (session.state === 'blocked') return session.state_at + Math.min(UNSEEN_DIALOG_MS, stuckAfterMs);
  return session.last_fact_at + stuckAfterMs;
};

const stuckText = (session: SessionEntry, now: number): string => {
  if (session.state === 'blocked') return `${session.agent} waits for you in its pane`;
  const minutes = Math.round((now - session.last_fact_at) / 60_000);
  return `No sign of work from ${session.task} for ${minutes} min`;
};

/** No fact for long: a person decides, not a guess. */
export const askIfStuck = (step: Step, session: SessionEntry): void => {
  const { settings } = step.state();
  const at = stuckAt(session, settings.stuck_after_ms);
  if (at === null || step.now < at) return;
  if (openAsksOf(step.state(), { session: session.id, kind: 'stuck' }).length > 0) return;
  openAsk(step, {
    task: session.task,
    session: session.id,
    key: null,
    body: plainAsk('stuck', stuckText(session, step.now), {
      options: STUCK_CHOICES,
      context: session.message,
      layer: session.state === 'blocked' ? OWN_WORD : null,
    }),
  });
};
