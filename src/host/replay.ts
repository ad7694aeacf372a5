import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type CastEvent, markedSession, readEvent, readHeader } from './cast.ts';
import { Emulator } from './emulator.ts';
import { textOf } from './text.ts';

const SCROLLBACK = 100_000;

const sizeOf = (data: string): { cols: number; rows: number } => {
  const [cols = 0, rows = 0] = data.split('x').map(Number);
  return { cols: Math.min(Math.max(2, cols || 80), 1000), rows: Math.min(Math.max(1, rows || 24), 1000) };
};

/** Plays events onto one screen per session. */
class Player {
  readonly screens = new Map<string, Emulator>();
  #session = '';

  play(event: CastEvent): void {
    this.#session = markedSession(event) ?? this.#session;
    const [, kind, data] = event;
    if (kind === 'r') this.#screen().resize(sizeOf(data));
    if (kind === 'o') this.#screen().feed(Buffer.from(data));
  }

  #screen(): Emulator {
    const known = this.screens.get(this.#session);
    if (known !== undefined) return known;
    const fresh = new Emulator({ cols: 80, rows: 24 }, SCROLLBACK);
    this.screens.set(this.#session, fresh);
    return fresh;
  }
}

/** What the sessions of a task (or one of them) showed, as plain text, from their recording. */
export const textOfRecording = async (file: string, only: { session?: string } = {}): Promise<string> => {
  const player = new Player();
  let wanted = only.session === undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const event = readHeader(line) === null ? readEvent(line) : null;
    if (event === null) continue;
    const starts = markedSession(event);
    if (starts !== null && only.session !== undefined) wanted = starts === only.session;
    if (wanted) player.play(event);
  }
  return [...player.screens.values()]
    .map(({ terminal }) => textOf(terminal, { scrollback: true }))
    .filter((text) => text !== '')
    .join('\n');
};
