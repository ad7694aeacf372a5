import { InvalidArgumentError } from 'commander';

/** A number within bounds, or an error that names them. */
export const numberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text);
    if (!Number.isFinite(n) || n < least || n > most)
      throw new InvalidArgumentError(`Give a number from ${least} to ${most}.`);
    return n;
  };

/** The same for what can only be counted. */
export const wholeOption =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < least || n > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return n;
  };

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `30s`, `5m`, `2h` → milliseconds. */
export const waitOption = (text: string): number => {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  const unit = units[match?.[2] ?? ''];
  if (match === null || unit === undefined)
    throw new InvalidArgumentError('Give a duration such as 30s, 5m or 2h.');
  return Math.round(Number(match[1]) * unit);
};
