import type { Range } from '../plan/range.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `40s`, `12m`, `1h40m`: as exact as a forecast may sound. */
export const roughTime = (ms: number): string => {
  if (ms < 55_000) return `${Math.max(1, Math.round(ms / 1000))}s`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes}m`;
  const rounded = ms < 10 * HOUR ? Math.round(minutes / 5) * 5 : Math.round(minutes / 60) * 60;
  const [hours, rest] = [Math.floor(rounded / 60), rounded % 60];
  return rest === 0 ? `${hours}h` : `${hours}h${String(rest).padStart(2, '0')}m`;
};

const unitOf = (text: string): string => text.replace(/[\d.]/g, '');

/** `3–15m`, `45m–1h40m`. */
export const timeSpan = (range: Range): string => {
  const low = roughTime(range.low);
  const high = roughTime(range.high);
  if (low === high) return high;
  return unitOf(low) === unitOf(high) && unitOf(low).length === 1
    ? `${low.slice(0, -1)}–${high}`
    : `${low}–${high}`;
};

/** `$0.20`, `$1,250`: cents stop to matter where a figure is a guess of hundreds. */
export const dollars = (usd: number): string => {
  const digits = usd < 100 ? 2 : 0;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

/** `$0.20–1.20`, `free`. */
export const costSpan = (range: Range): string => {
  if (range.high === 0) return 'free';
  const [low, high] = [dollars(range.low), dollars(range.high)];
  return low === high ? high : `${low}–${high.slice(1)}`;
};
