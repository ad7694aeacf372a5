/** Who wants to know. A listener may come or go while it is told. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  /** Returns how to stop listening. */
  add(listener: (value: T) => void): () => void {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) listener(value);
  }
}
