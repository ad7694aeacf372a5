import { type Failure, fail } from '../../domain/errors.ts';
import { fileFailure } from '../../journal/durable.ts';
import type { Effect } from '../decide/input.ts';
import { checkWork, notChecked } from './check-work.ts';
import { deliver, tell } from './deliver-answer.ts';
import type { EffectParts } from './effect-parts.ts';
import { endSession } from './end-session.ts';
import { keepReview } from './keep-review.ts';
import { notStarted, startSession } from './start-session.ts';

const act = async (parts: EffectParts, effect: Effect): Promise<void> => {
  switch (effect.do) {
    case 'start':
      return parts.launches.once(effect.session, () => startSession(parts, effect));
    case 'pause':
    case 'continue':
      await parts.sessions.order(effect.session, { do: effect.do });
      return;
    case 'kill':
      return endSession(parts, effect.session, 0);
    case 'halt':
      return endSession(parts, effect.session, effect.grace_ms);
    case 'deliver':
      return deliver(parts, effect.ask);
    case 'keep_review':
      return keepReview(parts, effect.review);
    case 'tell':
      return tell(parts, effect);
    case 'check':
      return checkWork(parts, effect);
  }
};

/** What went wrong, as a person can mend it: a full disk is not the agent's failure. */
const failureOf = (error: unknown): Failure => {
  const { message, path } = error as NodeJS.ErrnoException;
  const file = fileFailure(error, path ?? '');
  if (!file.ok && file.error.code === 'disk.full') return file.error;
  return fail('agent.launch', error instanceof Error ? message : String(error)).error;
};

/** A task waits for these two: what they could not do must come back too, or it waits for good. */
const undone = (parts: EffectParts, effect: Effect, failure: Failure): void => {
  if (effect.do === 'start') notStarted(parts, effect, failure);
  if (effect.do === 'check') notChecked(parts, effect, failure.what);
};

/** Carries out one effect. What comes of it comes back as an input; nothing is decided here. */
export const carryOut = async (parts: EffectParts, effect: Effect): Promise<void> => {
  try {
    await act(parts, effect);
  } catch (error) {
    parts.log(`${effect.do}: ${error instanceof Error ? error.stack : String(error)}`);
    undone(parts, effect, failureOf(error));
  }
};
