import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../domain/errors.ts';
import type { DayState } from '../../state/model.ts';

const LOOK_MS = 10;
const PATIENCE_MS = 10_000;

/**
 * An agent is paused, or goes on, when its host says so: only then is the wish
 * acknowledged, so that no engine that dies in between takes it along.
 */
export const confirmPaused = async (
  state: () => DayState,
  task: string,
  paused: boolean,
): Promise<Result<null>> => {
  const session = state().tasks.get(task)?.sessions.last() ?? '';
  const until = performance.now() + PATIENCE_MS;
  while (state().live.has(session) && state().sessions.get(session)?.paused !== paused) {
    if (performance.now() > until)
      return fail('host.silent', `the session host of ${task} has not done so within 10 s`);
    await pause(LOOK_MS);
  }
  return ok(null);
};
