import { type Spend, totalTokens } from '../../src/domain/money.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** `45s`, `12m`, `1h05`: at most five cells, so that columns stay still. */
export const span = (ms: number): string => {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s}s`;
  const m = Math.floor(s / 60);
  if (m < 60) return `${m}m`;
  return m < 6000 ? `${Math.floor(m / 60)}h${two(m % 60)}` : `${Math.floor(m / 60)}h`;
};

export const usd = (amount: number): string =>
  amount < 1000 ? `$${amount.toFixed(2)}` : `$${Math.round(amount)}`;

/** A cap a person wrote: whole dollars stay whole. */
export const capUsd = (amount: number): string =>
  Number.isInteger(amount) ? `$${amount}` : `$${amount.toFixed(2)}`;

export const tokens = (count: number): string => {
  if (count < 1000) return String(count);
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
};

/** What could not be priced is a question mark, never $0. */
export const spent = (spend: Spend): string => {
  if (totalTokens(spend.tokens) === 0 && spend.usd === 0) return '';
  if (spend.unknown_tokens === 0) return usd(spend.usd);
  return spend.usd === 0 ? '$?' : `${usd(spend.usd)}+?`;
};

/** The person's own clock: hours and minutes. */
export const clock = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

const DAY_MS = 24 * 3_600_000;

/** `15:02`; further off than a day, its date too. */
export const moment = (at: number, now: number): string => {
  if (Math.abs(at - now) < DAY_MS) return clock(at);
  const date = new Date(at);
  return `${date.getDate()} ${months[date.getMonth()]} ${clock(at)}`;
};

export const clockSeconds = (at: number): string => `${clock(at)}:${two(new Date(at).getSeconds())}`;

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-21` → `Sat 21 Nov`; what is no date stays as it is. */
export const dayName = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return date;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(at.getTime())) return date;
  return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
};

export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
