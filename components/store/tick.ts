import { type Context, inboxRows, LINGER_MS } from './context.ts';

const MINUTE = 60_000;
/** Even a day at rest has an hour at which it will be done: that one moves too. */
const LONGEST = MINUTE;

/** When a duration next reads differently: every second at first, every minute later. */
const nextChange = (ms: number): number => {
  const unit = ms < MINUTE ? 1000 : MINUTE;
  return unit - (ms % unit);
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
  const waits = [...clocks(context).map((ms) => nextChange(Math.max(0, ms))), ...endings(context), LONGEST];
  return Math.max(1, Math.min(...waits));
};
