import { type Context, inboxRows, LINGER_MS } from './context.ts';

const MINUTE = 60_000;
/** Even a day at rest has an hour at which it will be done: that one moves too. */
const LONGEST = MINUTE;

/** Clocks that read seconds change together, once a second; those that read minutes up to ten seconds late. */
const TOGETHER = { second: 1000, minute: 10_000 } as const;
/** A timer may come a little early: then nothing would read differently yet. */
const AFTER_MS = 20;

/**
 * In how long a duration is to be shown anew: it reads differently every second at first, every minute later.
 * Each change of its own would draw the whole screen as often as there are agents.
 */
const nextChange = (ms: number, now: number): number => {
  const [unit, together] = ms < MINUTE ? [1000, TOGETHER.second] : [MINUTE, TOGETHER.minute];
  const changes = now + unit - (ms % unit);
  return Math.ceil(changes / together) * together + AFTER_MS - now;
};

const clocks = ({ run, now }: Context): readonly number[] => [
  ...[...run.day.live].flatMap((id) => {
    const session = run.day.sessions.get(id);
    return session === undefined ? [] : [now - session.started_at];
  }),
  ...[...run.day.open].flatMap((id) => {
    const ask = run.day.asks.get(id);
    return ask === undefined ? [] : [now - ask.opened_at];
  }),
];

const endings = (context: Context): readonly number[] => {
  const { run, view, now } = context;
  const settled = inboxRows(run.day, now).flatMap((ask) => ask.delivered_at ?? ask.closed_at ?? []);
  const retries = [...run.day.backoff].map(() => 1000);
  return [
    ...(view.toast === null ? [] : [view.toast.until - now]),
    ...settled.map((at) => at + LINGER_MS - now),
    ...retries,
  ];
};

/** In how many milliseconds something on the screen reads differently though nothing happened. */
export const nextTickMs = (context: Context): number => {
  const changes = clocks(context).map((ms) => nextChange(Math.max(0, ms), context.now));
  const waits = [...changes, ...endings(context), LONGEST];
  return Math.max(1, Math.min(...waits));
};
