import type { DeliveryRoom } from './room.ts';

/** A flood changes the screen thousands of times a second: it is looked at less often. */
const LOOK_AFTER_MS = 20;

export const shows = (guard: string, room: DeliveryRoom): boolean => {
  try {
    return new RegExp(guard, 'mu').test(room.screen());
  } catch {
    // A guard nobody can read guards nothing: then nothing is typed.
    return false;
  }
};

export interface Waiting {
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/** Resolves true as soon as the screen matches; false when it does not in time. */
export const showsSoon = (
  guard: string,
  room: DeliveryRoom,
  { withinMs, signal }: Waiting,
): Promise<boolean> =>
  new Promise((resolve) => {
    let look: NodeJS.Timeout | null = null;
    const settle = (found: boolean): void => {
      unhear();
      if (look !== null) clearTimeout(look);
      clearTimeout(latest);
      resolve(found);
    };
    const unhear = room.onScreenChange(() => {
      look ??= setTimeout(() => {
        look = null;
        if (shows(guard, room)) settle(true);
      }, LOOK_AFTER_MS);
    });
    const latest = setTimeout(() => settle(shows(guard, room)), withinMs);
    signal.addEventListener('abort', () => settle(false));
    if (shows(guard, room)) settle(true);
  });
