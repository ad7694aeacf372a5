import type { SessionEntry } from '../../state/model.ts';
import { openAsk, openAsksOf, plainAsk } from './asks.ts';
import type { Step } from './step.ts';

export const STUCK_CHOICES = ['wait on', 'kill it', 'kill it and try again'] as const;

/** When a session counts as stuck, or null while it may be silent. */
export const stuckAt = (session: SessionEntry, stuckAfterMs: number): number | null =>
  session.frozen_at !== null || session.ending !== null ? null : session.last_fact_at + stuckAfterMs;

/** No fact for long: a person decides, not a guess. */
export const askIfStuck = (step: Step, session: SessionEntry): void => {
  const { settings } = step.state();
  const at = stuckAt(session, settings.stuck_after_ms);
  if (at === null || step.now < at) return;
  if (openAsksOf(step.state(), { session: session.id, kind: 'stuck' }).length > 0) return;
  const minutes = Math.round((step.now - session.last_fact_at) / 60_000);
  openAsk(step, {
    task: session.task,
    session: session.id,
    key: null,
    body: plainAsk('stuck', `No sign of work from ${session.task} for ${minutes} min`, {
      options: STUCK_CHOICES,
      context: session.message,
    }),
  });
};
