interface Gate {
  readonly open: Promise<void>;
  readonly release: () => void;
  readonly reached: Promise<void>;
  readonly reach: () => void;
}

/** Places where turns wait until the test says go. A gate stays open once released. */
export class Gates {
  readonly #gates = new Map<string, Gate>();

  release(name: string): void {
    this.#gate(name).release();
  }

  releaseAll(): void {
    for (const gate of this.#gates.values()) gate.release();
  }

  /** Resolves once a turn has come to this gate. */
  reached(name: string): Promise<void> {
    return this.#gate(name).reached;
  }

  /** Resolves once the gate is open. */
  pass(name: string): Promise<void> {
    const gate = this.#gate(name);
    gate.reach();
    return gate.open;
  }

  #gate(name: string): Gate {
    const known = this.#gates.get(name);
    if (known !== undefined) return known;
    const open = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const gate: Gate = {
      open: open.promise,
      release: open.resolve,
      reached: reached.promise,
      reach: reached.resolve,
    };
    this.#gates.set(name, gate);
    return gate;
  }
}
