import type { DayState } from './model.ts';

/** What an agent last said of one window of its plan. */
export interface PlanWindow {
  readonly agent: string;
  readonly window: string;
  /** 0 to 1. */
  readonly used: number;
  /** When it begins anew. */
  readonly resets: string | null;
}

/** What the agents say of their plans, agent by agent, the shorter window first. */
export const planWindows = (state: DayState): readonly PlanWindow[] =>
  [...state.quotas.entries()]
    .flatMap(([agent, windows]) =>
      [...windows.entries()].map(([window, { used, resets_at }]) => ({
        agent,
        window,
        used,
        resets: resets_at === null ? null : new Date(resets_at).toISOString(),
      })),
    )
    .sort((a, b) => (`${a.agent} ${a.window}` < `${b.agent} ${b.window}` ? -1 : 1));

const inWords = (ms: number): string => {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / (24 * 60))} days`;
};

const windowText = ({ window, used, resets }: PlanWindow, now: number): string => {
  const share = `${window} ${Math.round(used * 100)}% used`;
  return resets === null ? share : `${share}, reset in ${inWords(Date.parse(resets) - now)}`;
};

/** The windows of a plan in a few words; one that was reset since says nothing any more. */
export const planText = (windows: readonly PlanWindow[], now: number): string =>
  windows
    .filter(({ resets }) => resets === null || Date.parse(resets) > now)
    .map((window) => windowText(window, now))
    .join('; ');

/** One line for each agent that has a plan; empty where none told of one. */
export const planLines = (windows: readonly PlanWindow[], now: number): readonly string[] =>
  [...Map.groupBy(windows, ({ agent }) => agent)]
    .map(([agent, own]) => ({ agent, text: planText(own, now) }))
    .filter(({ text }) => text !== '')
    .map(({ agent, text }) => `plan of ${agent}: ${text}`);
