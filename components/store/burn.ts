import type { Event } from '../../src/domain/event.ts';

interface Sample {
  readonly at: number;
  readonly usd: number;
}

/** What was spent lately, sample by sample. */
export type Burn = readonly Sample[];

const WINDOW_MS = 20 * 60_000;
/** Under this, one dear call would look like a trend. */
const LEAST_MS = 2 * 60_000;
const HOUR_MS = 3_600_000;

export const noBurn: Burn = [];

/** Takes in an event; all but priced usage leaves it as it is. */
export const burnt = (burn: Burn, event: Event): Burn => {
  if (event.type !== 'session.usage' || event.usd === null || event.usd === 0) return burn;
  const from = event.at - WINDOW_MS;
  return [...burn.filter((sample) => sample.at >= from), { at: event.at, usd: event.usd }];
};

/** USD an hour over the last minutes, or null while too little is known. */
export const burnPerHour = (burn: Burn, startedAt: number, now: number): number | null => {
  const from = Math.max(now - WINDOW_MS, startedAt);
  const lately = burn.filter((sample) => sample.at >= from);
  if (lately.length === 0) return null;
  const usd = lately.reduce((sum, sample) => sum + sample.usd, 0);
  return (usd / Math.max(now - from, LEAST_MS)) * HOUR_MS;
};
