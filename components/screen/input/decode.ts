import type { InputEvent } from '../contract.ts';
import { concat, ESC, indexOf, joined, NO_BYTES, textOf } from './bytes.ts';
import { keyEvent, keyOfCode } from './key.ts';
import { readOne } from './sequence.ts';

/** What came in and is not understood yet. */
export interface Decoding {
  readonly rest: Uint8Array;
  /** Inside a bracketed paste: what was pasted so far. */
  readonly pasted: readonly Uint8Array[] | null;
}

export interface Decoded {
  readonly state: Decoding;
  readonly events: readonly InputEvent[];
}

export const nothingRead: Decoding = { rest: NO_BYTES, pasted: null };

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const PASTE_BEGIN = bytesOf('\x1b[200~');
const PASTE_END = bytesOf('\x1b[201~');

const startsWith = (bytes: Uint8Array, part: Uint8Array): boolean =>
  part.every((byte, index) => bytes[index] === byte);

const pasteText = (chunks: readonly Uint8Array[]): string => textOf(concat(chunks)).replace(/\r\n?/g, '\n');

/** The end's first bytes may be here and its last in the next chunk. */
const keptForEnd = (bytes: Uint8Array): number => {
  for (let length = Math.min(PASTE_END.length - 1, bytes.length); length > 0; length -= 1)
    if (startsWith(PASTE_END, bytes.subarray(bytes.length - length))) return length;
  return 0;
};

interface Step {
  readonly state: Decoding;
  readonly event: InputEvent | null;
  /** More must come. */
  readonly stuck: boolean;
}

const stepInPaste = (rest: Uint8Array, pasted: readonly Uint8Array[]): Step => {
  const end = indexOf(rest, PASTE_END);
  if (end < 0) {
    const cut = rest.length - keptForEnd(rest);
    const more = cut > 0 ? [...pasted, rest.subarray(0, cut)] : pasted;
    return { state: { rest: rest.subarray(cut), pasted: more }, event: null, stuck: true };
  }
  const text = pasteText([...pasted, rest.subarray(0, end)]);
  const state: Decoding = { rest: rest.subarray(end + PASTE_END.length), pasted: null };
  return { state, event: { kind: 'paste', text }, stuck: false };
};

const step = ({ rest, pasted }: Decoding): Step => {
  if (pasted !== null) return stepInPaste(rest, pasted);
  if (startsWith(rest, PASTE_BEGIN))
    return { state: { rest: rest.subarray(PASTE_BEGIN.length), pasted: [] }, event: null, stuck: false };
  const read = readOne(rest);
  if (read === null) return { state: { rest, pasted }, event: null, stuck: true };
  return { state: { rest: rest.subarray(read.used), pasted }, event: read.event, stuck: false };
};

/** Bytes in, events out: the same ones however the bytes were split. */
export const decode = (before: Decoding, bytes: Uint8Array): Decoded => {
  let state: Decoding = { ...before, rest: joined(before.rest, bytes) };
  const events: InputEvent[] = [];
  while (state.rest.length > 0) {
    const next = step(state);
    state = next.state;
    if (next.event !== null) events.push(next.event);
    if (next.stuck) break;
  }
  return { state, events };
};

/** Whether a lone Escape, or a key begun with it, may wait here for no more bytes. */
export const waits = ({ rest, pasted }: Decoding): boolean => pasted === null && rest.length > 0;

/** Nothing followed for a while: Escape was pressed, or Alt with a key that begins sequences. */
export const decodeSilence = (state: Decoding): Decoded => {
  if (!waits(state)) return { state, events: [] };
  const [first, second] = state.rest;
  if (first !== ESC || state.rest.length > 2) return { state: nothingRead, events: [] };
  const escaped = keyEvent('escape', '\x1b');
  if (second === undefined) return { state: nothingRead, events: [escaped] };
  if (second === ESC) return { state: nothingRead, events: [escaped, escaped] };
  if (second >= 0x80) return { state: nothingRead, events: [] };
  const key = keyOfCode(second, textOf(state.rest));
  return { state: nothingRead, events: [{ kind: 'key', key: { ...key, alt: true, text: '' } }] };
};
