import type { StoreApi } from 'zustand/vanilla';
import type { Screen } from '../screen/contract.ts';
import { headline } from '../views/ask-block.ts';
import { windowTitle } from '../views/header.ts';
import { type Context, shortId, waitingAsks } from './context.ts';

type Outside = Pick<Screen, 'setTitle' | 'notify'>;

const MOST_WORDS = 120;

const notice = (context: Context, fresh: readonly string[]): string => {
  const { day } = context.run;
  const ask = day.asks.get(fresh[0] ?? '');
  if (ask === undefined) return '';
  const whose = ask.task === null ? 'orch' : shortId(day, ask.task);
  const more = fresh.length > 1 ? ` (and ${fresh.length - 1} more)` : '';
  return `${whose} asks: ${headline(ask).slice(0, MOST_WORDS)}${more}`;
};

/** Reaches a person who looks elsewhere: counts in the window's title, a notice when something new waits. */
export const tellOutside = (shown: StoreApi<Context>, outside: Outside): (() => void) => {
  let title = '';
  // What waited before this console was opened is on its first screen: no bell for that.
  let known: ReadonlySet<string> | null = null;
  const tell = (context: Context): void => {
    const next = windowTitle(context);
    if (next !== title) outside.setTitle(next);
    title = next;
    if (context.run.link.state !== 'live' || context.run.day.seq === 0) return;
    const waiting = waitingAsks(context.run.day).map((ask) => ask.id);
    const fresh = known === null ? [] : waiting.filter((id) => known?.has(id) !== true);
    known = new Set([...(known ?? []), ...waiting]);
    if (fresh.length > 0 && !context.view.quiet) outside.notify(notice(context, fresh));
  };
  tell(shown.getState());
  return shown.subscribe(tell);
};
