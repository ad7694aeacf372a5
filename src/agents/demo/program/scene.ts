import type { Look } from './lines.ts';

/** One entry of the log above the panel: a heading with its sign, or something said below it. */
export interface Entry {
  readonly sign: 'act' | 'say' | 'done' | 'note' | 'rail' | 'good' | 'bad' | 'warn';
  readonly text: string;
  readonly look?: Look;
}

export interface PlanItem {
  readonly text: string;
  readonly state: 'done' | 'now' | 'later';
}

export interface Dialog {
  readonly title: string;
  readonly body: readonly string[];
  /** The options, one a row. */
  readonly choices: readonly string[];
  /** The last row: which keys there are. */
  readonly prompt: string;
  readonly look: Look;
  /** When it goes on by itself (ms), and what it does then. */
  readonly until: number | null;
  readonly otherwise: string;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** All the panel shows; the clock is passed in when it is drawn. */
export interface Scene {
  readonly name: string;
  readonly model: string;
  readonly attempt: number;
  readonly plan: readonly PlanItem[];
  readonly activity: string;
  readonly started: number;
  /** Share of the script that is played before this action, and with it. */
  readonly share: { readonly from: number; readonly to: number; readonly since: number; readonly ms: number };
  readonly tokens: number;
  readonly usd: number | null;
  readonly dialog: Dialog | null;
}

/** How far the whole is, between 0 and 1. */
export const shareAt = ({ share }: Scene, now: number): number => {
  const part = share.ms <= 0 ? 0 : Math.min(1, Math.max(0, (now - share.since) / share.ms));
  return share.from + (share.to - share.from) * part;
};
