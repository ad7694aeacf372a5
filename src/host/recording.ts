import { existsSync, renameSync } from 'node:fs';
import { type CastEvent, type CastHeader, eventLine, readEvent, readHeader, sessionMarker } from './cast.ts';
import { CastLines } from './cast-lines.ts';
import { LineFile } from './line-file.ts';
import type { Size } from './terminal.ts';
import { WholeUtf8 } from './whole-utf8.ts';

export interface RecordingPlan {
  readonly file: string;
  readonly session: string;
  readonly size: Size;
  readonly now: () => number;
  /** Told once when the recording stops, and once when it goes on. */
  readonly onNotice: (text: string) => void;
}

/** After a rest output is written this soon. */
const FLUSH_MS = 100;
/** Of output that goes on, so often; a spinner's next turn takes along what waits, which saves a wake-up. */
const FLUSH_AGAIN_MS = 500;
const TAKE_ALONG_MS = 400;
const FLUSH_BYTES = 64 * 1024;
/** Output of one such moment is one event. */
const MOMENT_S = 0.016;
const RETRY_MS = 1000;
const LONGEST_BYTES = 512 * 1024 * 1024;
const HEADER_BYTES = 64 * 1024;
const TAIL_BYTES = 1024 * 1024;
const FULL_RESET = '\x1bc';

/** What is not a recording is not ours to append to: it is put aside, never overwritten. */
const openCast = (path: string): LineFile => {
  const file = new LineFile(path);
  if (file.size === 0 || readHeader(file.head(HEADER_BYTES).split('\n')[0] ?? '') !== null) return file;
  file.close();
  let aside = 1;
  while (existsSync(`${path}.damaged-${aside}`)) aside += 1;
  renameSync(path, `${path}.damaged-${aside}`);
  return new LineFile(path);
};

/** Records the terminal as asciicast v2; the sessions of a task follow each other on one time line. */
export class Recording {
  readonly #plan: RecordingPlan;
  readonly #file: LineFile;
  readonly #whole = new WholeUtf8();
  readonly #lines = new CastLines();
  /** Added to our clock (s) it gives the time on the recording's line. */
  #shift = 0;
  #last = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;
  /** When the event of output began that goes on. */
  #moment: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #state: 'on' | 'no room' | 'too long' = 'on';

  constructor(plan: RecordingPlan) {
    this.#plan = plan;
    this.#file = openCast(plan.file);
    if (this.#file.size === 0) this.#begin();
    else this.#goOn();
    this.#add('m', sessionMarker(plan.session));
    // A player must not show this session on top of an earlier one's screen.
    if (this.#last > 0) this.#add('o', FULL_RESET);
    this.resized(plan.size);
    this.#flush();
  }

  output(bytes: Uint8Array): void {
    const text = this.#whole.take(bytes);
    if (this.#state !== 'on' || text.length === 0) return;
    const at = this.#time();
    if (this.#moment === null || at - this.#moment >= MOMENT_S) {
      this.#lines.beginOutput(at);
      this.#moment = at;
    }
    this.#lines.output(text);
    const goesOn = this.#timer !== null && this.#sinceFlush() >= TAKE_ALONG_MS;
    if (goesOn || this.#lines.length > FLUSH_BYTES) this.#flush();
    else this.#flushSoon();
  }

  resized(size: Size): void {
    this.#add('r', `${size.cols}x${size.rows}`);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#add('o', this.#whole.end().toString('utf8'));
    this.#flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#file.close();
  }

  #begin(): void {
    const timestamp = Math.floor(this.#plan.now() / 1000);
    const { cols, rows } = this.#plan.size;
    const header: CastHeader = { version: 2, width: cols, height: rows, timestamp };
    this.#lines.line(`${JSON.stringify(header)}\n`);
    this.#shift = -timestamp;
  }

  #goOn(): void {
    const header = readHeader(this.#file.head(HEADER_BYTES).split('\n')[0] ?? '');
    const lastLine = this.#file.tail(TAIL_BYTES).trimEnd().split('\n').at(-1) ?? '';
    this.#last = readEvent(lastLine)?.[0] ?? 0;
    const now = this.#plan.now() / 1000;
    this.#shift = Math.max(-(header?.timestamp ?? now), this.#last - now);
  }

  #time(): number {
    this.#last = Math.max(this.#last, this.#plan.now() / 1000 + this.#shift);
    return this.#last;
  }

  #add(kind: CastEvent[1], data: string): void {
    if (this.#state !== 'on' || data === '') return;
    this.#moment = null;
    this.#lines.line(eventLine([this.#time(), kind, data]));
    this.#flushSoon();
  }

  #flushSoon(): void {
    const wait = Math.max(FLUSH_MS, FLUSH_AGAIN_MS - this.#sinceFlush());
    this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  #sinceFlush(): number {
    return performance.now() - this.#flushedAt;
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#moment = null;
    this.#flushedAt = performance.now();
    const lines = this.#lines.take();
    if (lines.length === 0 || this.#state !== 'on') return;
    if (this.#file.size + lines.length > LONGEST_BYTES) this.#stop('too long', 'The recording is at 512 MB');
    else if (!this.#file.append(lines)) {
      this.#stop('no room', 'The recording cannot be written (is the disk full?)');
      this.#retrySoon();
    }
  }

  #stop(state: 'no room' | 'too long', why: string): void {
    this.#state = state;
    this.#plan.onNotice(`${why}: it stops here; the agent works on and its facts are kept.`);
  }

  #retrySoon(): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#file.append(eventLine([this.#time(), 'm', 'recording goes on']))) {
        this.#state = 'on';
        this.#plan.onNotice('The recording goes on: there is room again.');
      } else this.#retrySoon();
    }, RETRY_MS);
  }
}
