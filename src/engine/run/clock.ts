/** Below this the two clocks just drift. */
const JUMP_MS = 2_000;

export interface Clock {
  readonly now: () => number;
  /** How far the wall clock has jumped since the last call; 0 as long as it just runs. */
  readonly jump: () => number;
}

/** Wall time, held against the monotonic clock, which neither NTP nor a laptop's sleep moves. */
export const systemClock = (
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
): Clock => {
  let offset = wall() - steady();
  return {
    now: () => Math.round(wall()),
    jump: () => {
      const moved = Math.round(wall() - steady() - offset);
      if (Math.abs(moved) < JUMP_MS) return 0;
      offset += moved;
      return moved;
    },
  };
};
