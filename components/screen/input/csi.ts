import type { InputEvent } from '../contract.ts';
import { BARE, keyEvent, type Modifiers, modifiersOf } from './key.ts';
import { mouseEvent } from './mouse.ts';
import { LETTER_KEYS, NUMBER_KEYS, nameOfCode } from './names.ts';

/** The parts of `CSI prefix numbers final`. */
interface Csi {
  readonly prefix: string;
  readonly numbers: readonly number[];
  readonly final: string;
  readonly raw: string;
}

const FORM = /^(?:\x1b{1,2}\[)([<=>?]?)([0-9:;]*)[ -/]*([@-~])$/;

const parsed = (raw: string): Csi | null => {
  const match = FORM.exec(raw);
  if (match === null) return null;
  const [, prefix = '', numbers = '', final = ''] = match;
  return { prefix, numbers: numbers.split(';').map((part) => Number.parseInt(part, 10) || 0), final, raw };
};

const HIGHEST_CODE = 0x10ffff;

const codeKey = (code: number, raw: string, modifiers: Modifiers): InputEvent | null => {
  if (code === 0 || code > HIGHEST_CODE) return null;
  const writes = !modifiers.ctrl && !modifiers.alt && code >= 32 && code !== 127;
  return keyEvent(nameOfCode(code), raw, modifiers, writes ? String.fromCodePoint(code) : '');
};

/** `CSI … ~`: a numbered key, or modifyOtherKeys' `27 ; modifiers ; code`. */
const tildeKey = ({ numbers, raw }: Csi, alt: Modifiers): InputEvent | null => {
  const [number = 0, modifiers, code = 0] = numbers;
  if (number === 27) return codeKey(code, raw, modifiersOf(modifiers));
  const name = NUMBER_KEYS[number];
  return name === undefined ? null : keyEvent(name, raw, withAlt(modifiersOf(modifiers), alt));
};

const withAlt = (modifiers: Modifiers, more: Modifiers): Modifiers => ({
  ...modifiers,
  alt: modifiers.alt || more.alt,
});

const sgrMouse = ({ numbers, final, raw }: Csi): InputEvent | null => {
  const [code = 0, x = 1, y = 1] = numbers;
  return final === 'M' || final === 'm' ? mouseEvent(code, x, y, final === 'm', raw) : null;
};

/** What a whole CSI sequence means; null where it is an answer or a key we do not know. */
export const csiEvent = (raw: string): InputEvent | null => {
  const csi = parsed(raw);
  if (csi === null) return null;
  const { prefix, numbers, final } = csi;
  if (prefix === '<') return sgrMouse(csi);
  if (prefix !== '') return null;
  // A second escape before it is how some terminals say Alt.
  const alt: Modifiers = { ...BARE, alt: raw.startsWith('\x1b\x1b') };
  if (final === '~') return tildeKey(csi, alt);
  if (final === 'u') return codeKey(numbers[0] ?? 0, raw, modifiersOf(numbers[1]));
  if (final === 'Z') return keyEvent('tab', raw, { ...alt, shift: true });
  if (final === 'I' || final === 'O') return { kind: 'focus', gained: final === 'I' };
  const name = LETTER_KEYS[final];
  return name === undefined ? null : keyEvent(name, raw, withAlt(modifiersOf(numbers[1]), alt));
};
