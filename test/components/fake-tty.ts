import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { realTime, type Time } from '../../components/screen/frame-clock.ts';
import { type OwnedScreen, openScreen } from '../../components/screen/screen.ts';
import { Eye } from './screen/look.ts';

/** A person's terminal inside this process: what they see, and their keys. */
export class FakeTty {
  readonly eye: Eye;
  readonly screen: OwnedScreen;
  readonly written: string[] = [];
  readonly #keys = new PassThrough();
  readonly #output: EventEmitter & { columns: number; rows: number };

  constructor(columns: number, rows: number, time: Time = realTime) {
    this.eye = new Eye(columns, rows);
    const write = (text: string): boolean => {
      this.written.push(text);
      this.eye.feed(text);
      return true;
    };
    this.#output = Object.assign(new EventEmitter(), { columns, rows, isTTY: true, write });
    const input = Object.assign(this.#keys, { isTTY: true, setRawMode: () => this.#keys });
    this.screen = openScreen({
      input: input as unknown as NodeJS.ReadStream,
      output: this.#output as unknown as NodeJS.WriteStream,
      env: { TERM: 'xterm-256color', COLORTERM: 'truecolor' },
      time,
      stop: () => {},
    });
  }

  type(bytes: string): void {
    this.#keys.write(bytes);
  }

  resize(columns: number, rows: number): void {
    this.eye.terminal.resize(columns, rows);
    Object.assign(this.#output, { columns, rows });
    this.#output.emit('resize');
  }

  get text(): string {
    return this.eye.lines.join('\n');
  }
}
