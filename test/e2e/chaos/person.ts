import { setTimeout as pause } from 'node:timers/promises';
import type { StatusAsk } from '../../../src/state/select.ts';
import type { Project } from '../project.ts';

const LOOK_MS = 250;

/** Someone who works the inbox from the command line, whatever dies around them. */
export class Person {
  readonly #project: Project;
  /** Asks whose answer the engine took on: each must be in the journal. */
  readonly acknowledged = new Set<string>();
  #working = true;
  #over: Promise<void>;

  constructor(project: Project) {
    this.#project = project;
    this.#over = this.#work();
  }

  async leave(): Promise<void> {
    this.#working = false;
    await this.#over;
  }

  async #work(): Promise<void> {
    while (this.#working) {
      const { code, out } = await this.#project.orch('inbox', '--json');
      const asks = code === 0 ? (JSON.parse(out) as readonly StatusAsk[]) : [];
      for (const ask of asks) if (!ask.answered) await this.#settle(ask);
      await pause(LOOK_MS);
    }
  }

  async #settle({ id, kind }: StatusAsk): Promise<void> {
    const wish = kind === 'question' ? ['answer', id, '--option', '2'] : ['approve', id];
    const { code } = await this.#project.orch(...wish);
    if (code === 0) this.acknowledged.add(id);
  }
}
