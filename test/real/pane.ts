import { setTimeout as pause } from 'node:timers/promises';
import { sessionSocket } from '../../src/wire/address.ts';
import { HostLink } from '../../src/wire/host-link.ts';
import type { Project } from '../e2e/project.ts';

const PATIENCE_MS = 2_000;

/** An agent's own screen and keyboard, as a person has them in its pane. */
export class Pane {
  readonly #link: HostLink;

  private constructor(link: HostLink) {
    this.#link = link;
  }

  static async of(project: Project, session: string): Promise<Pane> {
    const handlers = { onFacts: () => {}, onClose: () => {} };
    const link = await HostLink.open(sessionSocket(project.dir, session), null, handlers, 10_000);
    if (!link.ok) throw new Error(link.error.what);
    return new Pane(link.value);
  }

  async shows(text: string): Promise<string> {
    for (;;) {
      const screen = await this.#link.screen({ scrollback: false });
      if (!screen.ok) throw new Error(screen.error.what);
      if (screen.value.includes(text)) return screen.value;
      await pause(50);
    }
  }

  type(keys: string): void {
    this.#link.input(keys);
  }

  /** Presses a key as a person does: again, where nothing came of it. */
  async press(key: string, until: Promise<unknown>): Promise<void> {
    const came = until.then(() => true);
    do this.type(key);
    while (!(await Promise.race([came, pause(PATIENCE_MS, false)])));
  }

  close(): void {
    this.#link.close();
  }
}
