import { setTimeout as sleep } from 'node:timers/promises';

/** Real time, made faster or slower as a whole by ORCH_DEMO_SPEED. */
export interface Pace {
  /** Milliseconds the given script seconds take. */
  readonly ms: (seconds: number) => number;
  /** Waits so long, or until the signal says that the wait is over. */
  readonly pause: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

const SLOWEST = 0.01;
const FASTEST = 100_000;

const speedOf = (env: NodeJS.ProcessEnv): number => {
  const speed = Number(env.ORCH_DEMO_SPEED ?? '1');
  return Number.isFinite(speed) && speed > 0 ? Math.min(FASTEST, Math.max(SLOWEST, speed)) : 1;
};

export const paceOf = (env: NodeJS.ProcessEnv): Pace => {
  const speed = speedOf(env);
  const ms = (seconds: number): number => (seconds * 1000) / speed;
  return {
    ms,
    pause: async (seconds, signal) => {
      if (seconds <= 0 || signal?.aborted) return;
      await sleep(ms(seconds), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
  };
};
