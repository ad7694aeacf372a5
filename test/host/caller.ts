import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const program = new URL('../../src/host/call/main.ts', import.meta.url).pathname;

/** A hook as an agent runs it: the real program, its words on standard input. */
export class Caller {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #said: Promise<string>;
  readonly #code: Promise<unknown[]>;

  constructor(socket: string, from: string, ...given: readonly string[]) {
    this.process = spawn(process.execPath, ['--no-warnings', program, socket, from, ...given]);
    this.process.stdin.on('error', () => {});
    this.#said = text(this.process.stdout);
    this.#code = once(this.process, 'exit');
  }

  /** All it hands over. */
  hand(data: unknown): this {
    this.process.stdin.end(typeof data === 'string' ? data : JSON.stringify(data));
    return this;
  }

  async ended(): Promise<{ said: string; code: unknown }> {
    const [code] = await this.#code;
    return { said: await this.#said, code };
  }
}
