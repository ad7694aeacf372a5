import { join } from 'node:path';
import { bytesOfKey } from '../../../scripts/shot/keys.ts';
import { LiveTerminal } from '../../../scripts/shot/terminal.ts';
import type { Project } from '../project.ts';

const launcher = join(import.meta.dirname, '..', '..', '..', 'bin', 'orch.cjs');
// A guard against hanging, no measure: a busy machine may take a while to start five agents.
const PATIENCE_MS = 30_000;

const failure = (what: string, screen: string): Error => new Error(`${what}; the screen shows:\n${screen}`);

/** How a person opens the console, and the terminal they sit at. */
export interface Before {
  readonly args: readonly string[];
  readonly size: string;
  readonly argv?: readonly string[];
  readonly background?: string;
}

/** A person before a console in a real terminal: presses keys, and waits for what the screen shows. */
export class Person {
  readonly terminal: LiveTerminal;

  constructor(project: Project, { args, size, argv = [process.execPath, launcher], ...more }: Before) {
    const [cols = 80, rows = 24] = size.split('x').map(Number);
    const env = { ...project.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' };
    this.terminal = new LiveTerminal({
      argv: [...argv, ...args],
      cols,
      rows,
      cwd: project.dir,
      env,
      ...more,
    });
  }

  get screen(): string {
    return this.terminal.text;
  }

  press(...keys: readonly string[]): void {
    this.terminal.pty.write(keys.map(bytesOfKey).join(''));
  }

  types(text: string): void {
    this.terminal.pty.write(text);
  }

  /** Finds a task by its name and stands on it; the list shows it alone. */
  async selects(task: string): Promise<void> {
    this.press('/');
    await this.shows('TASKS /');
    this.press('ctrl-u');
    this.types(task);
    await this.shows(`TASKS /${task}`);
    this.press('enter');
    await this.shows('1 of ', '▌');
  }

  async shows(...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const shown = await this.terminal.until(() => this.screen.includes(text), PATIENCE_MS);
      if (!shown) throw failure(`“${text}” was never shown`, this.screen);
    }
  }

  async showsNoMore(text: string): Promise<void> {
    const gone = await this.terminal.until(() => !this.screen.includes(text), PATIENCE_MS);
    if (!gone) throw failure(`“${text}” stayed`, this.screen);
  }

  /** orch asks so at the bottom. */
  async confirms(question: string): Promise<void> {
    await this.shows(question);
  }

  readonly inbox = {
    shows: async (text: string): Promise<void> => {
      const within = (): boolean => this.screen.slice(this.screen.indexOf('INBOX')).includes(text);
      if (!(await this.terminal.until(within, PATIENCE_MS)))
        throw failure(`the inbox never showed “${text}”`, this.screen);
    },
  };

  /** The header counts so. */
  async counts(text: string): Promise<void> {
    const first = (): string => this.screen.split('\n')[0] ?? '';
    if (!(await this.terminal.until(() => first().includes(text), PATIENCE_MS)))
      throw failure(`the header never said “${text}”`, this.screen);
  }

  /** The console's exit code, once it has left the terminal. */
  async left(): Promise<number> {
    const exited = await this.terminal.until(() => this.terminal.exited !== null, PATIENCE_MS);
    if (!exited) throw failure('the console stayed', this.screen);
    return this.terminal.exited ?? -1;
  }

  close(): void {
    this.terminal.close();
  }
}
