import type { InputEvent } from '../contract.ts';

const BACKGROUND = /^\x1b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/i;

/** `ff` and `ffff` are both all of it. */
const shareOf = (hex: string | undefined): number =>
  hex === undefined ? 0 : Number.parseInt(hex, 16) / (16 ** hex.length - 1);

/** What the terminal answered to a question; null where it is nothing we asked. */
export const reportEvent = (raw: string): InputEvent | null => {
  const found = BACKGROUND.exec(raw);
  if (found === null) return null;
  const [red, green, blue] = found.slice(1).map(shareOf);
  const brightness = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
  return { kind: 'background', light: brightness > 0.5 };
};
