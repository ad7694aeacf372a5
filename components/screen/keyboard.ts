import type { InputEvent, Key } from './contract.ts';
import type { Time } from './frame-clock.ts';
import { type Decoded, type Decoding, decode, decodeSilence, nothingRead, waits } from './input/decode.ts';
import { Listeners } from './listeners.ts';

/** A terminal sends a whole sequence at once; a person's next key comes later than this. */
const ESCAPE_MS = 40;

const leavesPane = ({ name, ctrl, alt }: Key): boolean => name === ']' && ctrl && !alt;

/** Bytes of the terminal to those who listen, or to the pane that has the keyboard. */
export class Keyboard {
  readonly #time: Time;
  readonly #listeners = new Listeners<InputEvent>();
  #state: Decoding = nothingRead;
  #calledOff: () => void = () => {};
  #sink: ((raw: string) => void) | null = null;

  constructor(time: Time) {
    this.#time = time;
  }

  onInput(listener: (event: InputEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  passthrough(sink: ((raw: string) => void) | null): void {
    this.#sink = sink;
  }

  came(bytes: Uint8Array): void {
    this.#calledOff();
    this.#take(decode(this.#state, bytes));
    if (waits(this.#state))
      this.#calledOff = this.#time.after(ESCAPE_MS, () => this.#take(decodeSilence(this.#state)));
  }

  /** What was half typed before the terminal was away belongs to nothing. */
  forget(): void {
    this.#calledOff();
    this.#state = nothingRead;
  }

  #take({ state, events }: Decoded): void {
    this.#state = state;
    for (const event of events) this.#dispatch(event);
  }

  #dispatch(event: InputEvent): void {
    const sink = this.#sink;
    if (sink !== null && event.kind === 'paste') sink(`\x1b[200~${event.text}\x1b[201~`);
    else if (sink !== null && event.kind === 'key' && !leavesPane(event.key)) sink(event.key.raw);
    else this.#listeners.tell(event);
  }
}
