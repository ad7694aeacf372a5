import { isObject, numberOf } from '../record.ts';
import type { CodexMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

interface Window {
  readonly name: string;
  readonly used: number;
  readonly resets_at: number | null;
}

const HOUR = 60;
const DAY = 24 * HOUR;

const windowName = (minutes: number): string => {
  if (minutes % DAY === 0) return `${minutes / DAY}d`;
  return minutes % HOUR === 0 ? `${minutes / HOUR}h` : `${minutes}m`;
};

const windowOf = (value: unknown): Window | null => {
  if (!isObject(value)) return null;
  const [percent, minutes] = [numberOf(value.used_percent), numberOf(value.window_minutes)];
  if (percent === null || minutes === null || minutes <= 0) return null;
  const resets = numberOf(value.resets_at);
  return {
    name: windowName(minutes),
    used: Math.min(1, Math.max(0, percent / 100)),
    resets_at: resets === null ? null : resets * 1000,
  };
};

const latest = (windows: readonly Window[]): number | null => {
  const resets = windows.flatMap(({ resets_at }) => (resets_at === null ? [] : [resets_at]));
  return resets.length === 0 ? null : Math.max(...resets);
};

/** `rate_limits` of a rollout: how far each window of the plan is used up, said when it has changed. */
export const quotaFacts = (limits: unknown, memory: CodexMemory): Seen => {
  if (!isObject(limits)) return nothing(memory);
  const windows = [limits.primary, limits.secondary].map(windowOf).filter((each) => each !== null);
  if (windows.length === 0) return nothing(memory);
  const changed = windows.filter(({ name, used }) => memory.quota[name] !== used);
  const full = windows.filter(({ used }) => used >= 1);
  return {
    facts: changed.map(({ name: window, used, resets_at }) => ({
      type: 'session.quota',
      window,
      used,
      resets_at,
    })),
    memory: {
      ...memory,
      quota: { ...memory.quota, ...Object.fromEntries(changed.map(({ name, used }) => [name, used])) },
      reset: latest(full),
    },
  };
};
