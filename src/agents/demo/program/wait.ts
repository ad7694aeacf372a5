import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** A process that was frozen finds its time over before it hears the key that freed it. */
const LATE_KEYS_MS = 250;

const patience = async (stage: Stage, seconds: number | null, signal: AbortSignal): Promise<null> => {
  if (seconds === null) return new Promise(() => undefined);
  await stage.pace.pause(seconds, signal);
  await sleep(LATE_KEYS_MS, undefined, { signal }).catch(() => undefined);
  return null;
};

/** The first answer that comes, from whichever side; null when nobody answered in time. */
export const firstAnswer = async <T>(
  stage: Stage,
  seconds: number | null,
  sources: readonly ((signal: AbortSignal) => Promise<T | null>)[],
): Promise<T | null> => {
  const over = new AbortController();
  try {
    const waits = sources.map((source) => source(over.signal));
    return await Promise.race([...waits, patience(stage, seconds, over.signal)]);
  } finally {
    over.abort();
  }
};
