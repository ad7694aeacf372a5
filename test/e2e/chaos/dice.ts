/** Chance that can be thrown again: the same seed gives the same throws. */
export interface Dice {
  /** A number in [0, 1). */
  readonly throw: () => number;
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(all: readonly T[]) => T | undefined;
}

/** mulberry32: small, fast, good enough to choose whom to kill. */
export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    throw: next,
    between: (low, high) => low + next() * (high - low),
    oneOf: (all) => all[Math.floor(next() * all.length)],
  };
};
