import type { InputEvent, MouseAction } from '../contract.ts';

const SHIFT = 4;
const ALT = 8;
const CTRL = 16;
const MOTION = 32;
const WHEEL = 64;

const actionOf = (code: number, released: boolean): MouseAction => {
  if ((code & WHEEL) !== 0) return (code & 1) === 0 ? 'wheel-up' : 'wheel-down';
  if ((code & MOTION) !== 0) return 'move';
  return released ? 'release' : 'press';
};

/** A report's button code and place (counted from 1) as an event. */
export const mouseEvent = (
  code: number,
  x: number,
  y: number,
  released: boolean,
  raw: string,
): InputEvent => ({
  kind: 'mouse',
  action: actionOf(code, released),
  button: (code & WHEEL) !== 0 ? 3 : code & 3,
  x: Math.max(0, x - 1),
  y: Math.max(0, y - 1),
  ctrl: (code & CTRL) !== 0,
  alt: (code & ALT) !== 0,
  shift: (code & SHIFT) !== 0,
  raw,
});
