import type { InputEvent } from '../contract.ts';
import { BEL, ESC, textOf, utf8Length } from './bytes.ts';
import { csiEvent } from './csi.ts';
import { keyEvent, keyOfCode } from './key.ts';
import { mouseEvent } from './mouse.ts';
import { CONSOLE_KEYS, KEYPAD, LETTER_KEYS } from './names.ts';
import { reportEvent } from './report.ts';

/** What the bytes begin with: so many of them mean this; null: more must come before that can be said. */
export type Read = { readonly used: number; readonly event: InputEvent | null } | null;

const LONGEST_CSI = 64;
/** Answers of the terminal to questions; nobody types one. */
const LONGEST_STRING = 4096;
const X10_BYTES = 3;

const OPEN_BRACKET = 0x5b;
const LETTER_O = 0x4f;
const LETTER_M = 0x4d;
const BACKSLASH = 0x5c;
/** `]`, `P`, `X`, `^`, `_` begin strings that end with ST. */
const STRINGS = new Set([0x5d, 0x50, 0x58, 0x5e, 0x5f]);

const isFinal = (byte: number): boolean => byte >= 0x40 && byte <= 0x7e;
const isParameter = (byte: number): boolean => byte >= 0x20 && byte < 0x40;

const x10Mouse = (bytes: Uint8Array, start: number): Read => {
  const end = start + 1 + X10_BYTES;
  if (bytes.length < end) return null;
  const [code = 32, x = 33, y = 33] = bytes.subarray(start + 1, end);
  const released = ((code - 32) & 67) === 3;
  return {
    used: end,
    event: mouseEvent(code - 32, x - 32, y - 32, released, textOf(bytes.subarray(0, end))),
  };
};

/** `body` is where the bytes after `CSI` begin. */
const readCsi = (bytes: Uint8Array, body: number): Read => {
  if (bytes[body] === LETTER_M) return x10Mouse(bytes, body);
  if (bytes[body] === OPEN_BRACKET) {
    if (bytes.length < body + 2) return null;
    const raw = textOf(bytes.subarray(0, body + 2));
    const name = CONSOLE_KEYS[raw.slice(-1)];
    return { used: body + 2, event: name === undefined ? null : keyEvent(name, raw) };
  }
  for (let at = body; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isFinal(byte)) return { used: at + 1, event: csiEvent(textOf(bytes.subarray(0, at + 1))) };
    // Broken off: what stands here begins something new.
    if (!isParameter(byte) || at - body >= LONGEST_CSI) return { used: at, event: null };
  }
  return null;
};

const readSs3 = (bytes: Uint8Array, body: number): Read => {
  const letter = bytes[body];
  if (letter === undefined) return null;
  if (letter === ESC)
    return { used: body, event: keyEvent('O', '\x1bO', { ctrl: false, alt: true, shift: true }) };
  const raw = textOf(bytes.subarray(0, body + 1));
  const character = String.fromCharCode(letter);
  const alt = body > 2;
  const name = LETTER_KEYS[character];
  const typed = KEYPAD[character] ?? '';
  if (name === undefined && typed === '') return { used: body + 1, event: null };
  const event = keyEvent(name ?? typed, raw, { ctrl: false, alt, shift: false }, alt ? '' : typed);
  return { used: body + 1, event };
};

const answer = (bytes: Uint8Array, end: number): InputEvent | null =>
  reportEvent(textOf(bytes.subarray(0, end)));

const readString = (bytes: Uint8Array): Read => {
  for (let at = 2; at < bytes.length; at += 1) {
    if (bytes[at] === BEL || at >= LONGEST_STRING) return { used: at + 1, event: answer(bytes, at) };
    if (bytes[at] !== ESC) continue;
    const next = bytes[at + 1];
    if (next === undefined) return null;
    return { used: next === BACKSLASH ? at + 2 : at, event: answer(bytes, at) };
  }
  return null;
};

/** A character as UTF-8, with or without the escape before it that says Alt. */
const readCharacter = (bytes: Uint8Array, start: number): Read => {
  const first = bytes[start] ?? 0;
  const length = utf8Length(first);
  const end = start + length;
  for (let at = start + 1; at < Math.min(end, bytes.length); at += 1)
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return { used: at, event: null };
  if (length === 0) return { used: start + 1, event: null };
  if (bytes.length < end) return null;
  const code = textOf(bytes.subarray(start, end)).codePointAt(0) ?? 0;
  const key = keyOfCode(code, textOf(bytes.subarray(0, end)));
  return { used: end, event: { kind: 'key', key: start === 0 ? key : { ...key, alt: true, text: '' } } };
};

const readEscape = (bytes: Uint8Array): Read => {
  const [, second, third] = bytes;
  if (second === undefined) return null;
  if (second === OPEN_BRACKET) return readCsi(bytes, 2);
  if (second === LETTER_O) return readSs3(bytes, 2);
  if (STRINGS.has(second)) return readString(bytes);
  if (second !== ESC) return readCharacter(bytes, 1);
  if (third === undefined) return null;
  if (third === OPEN_BRACKET) return readCsi(bytes, 3);
  if (third === LETTER_O) return readSs3(bytes, 3);
  return { used: 1, event: keyEvent('escape', '\x1b') };
};

/** Reads one key, report or answer off the front of the bytes, of which there is at least one. */
export const readOne = (bytes: Uint8Array): Read =>
  bytes[0] === ESC ? readEscape(bytes) : readCharacter(bytes, 0);
