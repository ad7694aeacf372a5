const EVERY_MS = 60_000;

/** Says how much was printed, at most once a minute, and nothing where nothing was. */
export class OutputMeter {
  readonly #onMinute: (bytes: number) => void;
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(onMinute: (bytes: number) => void) {
    this.#onMinute = onMinute;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#onMinute(this.#bytes);
      this.#bytes = 0;
    }, EVERY_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
