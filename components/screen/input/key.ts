import type { InputEvent, Key } from '../contract.ts';
import { nameOfCode } from './names.ts';

export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export const BARE: Modifiers = { ctrl: false, alt: false, shift: false };

/** xterm's number: one more than the sum of shift 1, alt 2, ctrl 4. */
export const modifiersOf = (number: number | undefined): Modifiers => {
  const bits = Math.max(0, (number ?? 1) - 1);
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
};

export const keyEvent = (name: string, raw: string, modifiers: Modifiers = BARE, text = ''): InputEvent => ({
  kind: 'key',
  key: { name, text, ...modifiers, raw },
});

const LAST_CONTROL = 0x1f;

/** A control code: Ctrl with the key 64 above it, but for those with keys of their own. */
const controlKey = (code: number, raw: string): Key => {
  const own = code === 9 || code === 13 || code === 27 || code === 8;
  const name = own ? nameOfCode(code) : String.fromCharCode(code + 64).toLowerCase();
  const shown = code === 0 ? 'space' : name;
  return { name: shown, text: '', ctrl: !own, alt: false, shift: false, raw };
};

/** The key that sends this one character. */
export const keyOfCode = (code: number, raw: string): Key => {
  if (code <= LAST_CONTROL) return controlKey(code, raw);
  if (code === 0x7f) return { name: 'backspace', text: '', ...BARE, raw };
  const text = String.fromCodePoint(code);
  const shift = text !== text.toLowerCase() && text === text.toUpperCase();
  return { name: nameOfCode(code), text, ...BARE, shift, raw };
};
