import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ESC = '\x1b';

/** What agents print: coloured diffs and logs, prose with dashes and quotes, a spinner now and then. */
const lines = (at: number): string =>
  [
    `${ESC}[2m${10_000 + at}${ESC}[0m ${ESC}[32m+  const page = Number(url.searchParams.get("page") ?? ${at});${ESC}[0m`,
    `${ESC}[2m${10_001 + at}${ESC}[0m ${ESC}[31m-  const page = ${at};${ESC}[0m`,
    `${ESC}[1m●${ESC}[0m Read ${ESC}[38;5;39msrc/pagination/query.ts${ESC}[0m (${at % 400} lines) — “page” is kept in the URL`,
    ` ${ESC}[32m✓${ESC}[0m test/pagination.test.ts ${ESC}[2m(${at % 90} tests)${ESC}[0m ${ESC}[33m${at % 500}ms${ESC}[0m`,
    `${ESC}[38;2;215;119;87m✻${ESC}[39m Thinking… (${at % 60}s · ↓ ${at % 9}.1k tokens)${ESC}[K\r${ESC}[38;2;215;119;87m✽${ESC}[39m Thinking…${ESC}[K`,
    '',
  ].join('\r\n');

/** A folder with the flood and the gate it waits at. */
export class Flood {
  readonly #dir: string;
  readonly #gate: string;
  readonly #file: string;
  #run = 0;

  constructor(dir: string, megabytes: number) {
    this.#dir = dir;
    this.#gate = join(dir, 'gate');
    this.#file = join(dir, 'flood.txt');
    execFileSync('mkfifo', [this.#gate]);
    let text = '';
    for (let at = 0; text.length < 1024 * 1024; at += 1) text += lines(at);
    writeFileSync(this.#file, text.repeat(megabytes));
  }

  /** The agent: waits, prints it all, stays. */
  agents(count: number): string[][] {
    this.#run += 1;
    return Array.from({ length: count }, (_, at) => [
      'sh',
      '-c',
      `read _ < ${this.#gate}; cat ${this.#file}; : > ${this.#done(at)}; exec sleep 100000`,
    ]);
  }

  /** Lets all go at once; gives the seconds until the last has printed all. */
  async run(count: number): Promise<number> {
    const began = performance.now();
    // The agents' reads end as soon as someone opened and closed the other side.
    const fd = openSync(this.#gate, 'w');
    await pause(50);
    closeSync(fd);
    for (let at = 0; at < count; at += 1) while (!existsSync(this.#done(at))) await pause(5);
    return (performance.now() - began) / 1000;
  }

  #done(at: number): string {
    return join(this.#dir, `done-${this.#run}-${at}`);
  }
}
