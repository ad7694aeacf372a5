const two = (n: number): string => String(n).padStart(2, '0');

export const clockTime = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

export const duration = (ms: number): string => {
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s}s`;
  const m = Math.floor(s / 60);
  return m < 60 ? `${m}m${two(s % 60)}` : `${Math.floor(m / 60)}h${two(m % 60)}`;
};

export const usd = (amount: number): string => `$${amount.toFixed(2)}`;
