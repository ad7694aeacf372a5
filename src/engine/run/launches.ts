/** Launches under way: one a session, whoever asks for it how often. */
export class Launches {
  readonly #underWay = new Map<string, Promise<void>>();

  /** Launches a session, unless just that is being done. */
  once(session: string, launch: () => Promise<void>): Promise<void> {
    const known = this.#underWay.get(session);
    if (known !== undefined) return known;
    const mine = launch().finally(() => this.#underWay.delete(session));
    this.#underWay.set(session, mine);
    return mine;
  }

  /** Resolves once the session's launch, if one is under way, has come to its end, good or bad. */
  async over(session: string): Promise<void> {
    await this.#underWay.get(session)?.catch(() => {});
  }
}
