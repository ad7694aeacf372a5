/** Time as the screen uses it; tests bring their own. */
export interface Time {
  readonly now: () => number;
  /** Returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export const realTime: Time = {
  now: () => performance.now(),
  after: (ms, run) => {
    if (ms <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const FRAME_MS = 1000 / 60;
/** Just after a key the person waits for its echo. */
const URGENT_FOR_MS = 40;
const URGENT_FRAME_MS = 1;

/** When the next frame is due: soon after a key, else 60 times a second, and not before the terminal took the last. */
export class FrameClock {
  readonly #time: Time;
  readonly #draw: () => void;
  #cancel: (() => void) | null = null;
  #due = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #typedAt = Number.NEGATIVE_INFINITY;
  #held = false;
  #wanted = false;

  constructor(time: Time, draw: () => void) {
    this.#time = time;
    this.#draw = draw;
  }

  typed(): void {
    this.#typedAt = this.#time.now();
    if (this.#wanted) this.want();
  }

  /** There is something to draw. */
  want(): void {
    this.#wanted = true;
    if (this.#held) return;
    const now = this.#time.now();
    const gap = now - this.#typedAt < URGENT_FOR_MS ? URGENT_FRAME_MS : FRAME_MS;
    const due = Math.max(now, this.#drawnAt + gap);
    if (this.#cancel !== null && this.#due <= due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = this.#time.after(due - now, () => this.#run());
  }

  /** No frame until `release`: the terminal is slow, or not ours. */
  hold(): void {
    this.#held = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  release(): void {
    this.#held = false;
    if (this.#wanted) this.want();
  }

  #run(): void {
    this.#cancel = null;
    this.#wanted = false;
    this.#drawnAt = this.#time.now();
    this.#draw();
  }
}
