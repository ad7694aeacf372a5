const two = (n: number): string => String(n).padStart(2, '0');

export const clockTime = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

const DAY_MS = 24 * 3_600_000;

/** `15:02`; further off than a day, its date too. */
export const momentText = (at: number, now: number): string => {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (Math.abs(at - now) < DAY_MS) return time;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
};

export const duration = (ms: number): string => {
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s}s`;
  const m = Math.floor(s / 60);
  return m < 60 ? `${m}m${two(s % 60)}` : `${Math.floor(m / 60)}h${two(m % 60)}`;
};

export const usd = (amount: number): string => `$${amount.toFixed(2)}`;
