type Listener = (...values: unknown[]) => void;

/** As much of an event emitter as Ink needs of its streams. */
class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  off(event: string, listener: Listener): this {
    const kept = (this.#listeners.get(event) ?? []).filter((other) => other !== listener);
    this.#listeners.set(event, kept);
    return this;
  }

  once(event: string, listener: Listener): this {
    const one: Listener = (...values) => {
      this.off(event, one);
      listener(...values);
    };
    return this.on(event, one);
  }

  addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }

  listenerCount(event: string): number {
    return this.#listeners.get(event)?.length ?? 0;
  }

  emit(event: string, ...values: unknown[]): boolean {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
    return this.listenerCount(event) > 0;
  }
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where Ink writes: its frames go to the compositor, not to the terminal. */
export class InkStdout extends Emitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #size: () => Size;
  readonly #onWrite: (text: string) => void;

  constructor(size: () => Size, onWrite: (text: string) => void) {
    super();
    this.#size = size;
    this.#onWrite = onWrite;
  }

  get columns(): number {
    return this.#size().columns;
  }

  get rows(): number {
    return this.#size().rows;
  }

  write(text: string | Uint8Array, encoding?: unknown, done?: () => void): boolean {
    this.#onWrite(typeof text === 'string' ? text : new TextDecoder().decode(text));
    const called = typeof encoding === 'function' ? (encoding as () => void) : done;
    if (called !== undefined) queueMicrotask(called);
    return true;
  }

  /** The streams have far more than Ink uses: the one cast to them. */
  get stream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** Where Ink would read: nothing ever comes. */
export class InertStdin extends Emitter {
  readonly isTTY = true;

  setRawMode(): this {
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  pause(): this {
    return this;
  }

  resume(): this {
    return this;
  }

  read(): null {
    return null;
  }

  unshift(): void {}

  get stream(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }
}
