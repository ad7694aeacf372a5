import type { EngineClient } from '../wire/client.ts';

/** The signals a person or a supervisor ends a headless day with. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * The first signal halts the day in good order, the second at once, a third ends us.
 * While there is no engine to tell, the wish is kept until there is one.
 */
export class StopWish {
  readonly #quit: () => void;
  #asked = 0;
  #told = 0;
  #client: EngineClient | null = null;

  constructor(quit: () => void) {
    this.#quit = quit;
    for (const signal of signals) process.on(signal, this.#signalled);
  }

  /** Asked for at once. */
  get isUrgent(): boolean {
    return this.#asked > 1;
  }

  /** There is an engine that can be told. */
  connected(client: EngineClient): void {
    this.#client = client;
    client.onClose(() => {
      if (this.#client === client) this.#client = null;
    });
    this.#tell();
  }

  release(): void {
    for (const signal of signals) process.off(signal, this.#signalled);
  }

  readonly #signalled = (): void => {
    this.#asked += 1;
    if (this.#asked > 2) this.#quit();
    else this.#tell();
  };

  #tell(): void {
    if (this.#client === null || this.#told === this.#asked) return;
    this.#told = this.#asked;
    void this.#client.command({ do: 'day.stop', now: this.#asked > 1 }).then((reply) => {
      // It died over our wish: the next one is told again.
      if (!reply.ok && reply.error.code === 'wire.closed') this.#told = 0;
      this.#tell();
    });
  }
}
