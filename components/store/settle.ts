import { stateOf } from '../../src/state/explain.ts';
import { tasksInOrder } from '../../src/state/select.ts';
import { type Context, inboxRows, waitingAsks } from './context.ts';
import { told, type View } from './view.ts';

/** Where a person most likely wants to look first: what waits for them, else what works. */
const firstTask = ({ run }: Context): string | null => {
  const tasks = tasksInOrder(run.day);
  const asking = waitingAsks(run.day).find((ask) => ask.task !== null)?.task;
  const running = tasks.find((task) => stateOf(task) === 'running')?.id;
  return asking ?? running ?? tasks[0]?.id ?? null;
};

/** The selected ask is gone: the one now in its place, and a note of when, so that no key hits it by surprise. */
const askSettled = (context: Context): View => {
  const { run, view, now } = context;
  const rows = inboxRows(run.day, now);
  if (rows.some((ask) => ask.id === view.ask)) return view;
  const next = rows.find((ask) => ask.answer === null) ?? rows[0] ?? null;
  if (next === null && view.ask === null) return view;
  const follows = view.focus === 'inbox' && next?.task != null ? next.task : view.task;
  return { ...view, ask: next?.id ?? null, askMovedAt: now, task: follows };
};

const stillOpen = ({ run }: Context, id: string): boolean => {
  const ask = run.day.asks.get(id);
  return ask !== undefined && ask.state === 'open' && ask.answer === null;
};

/** The ask that orch's own question is about. */
const askOf = (bar: View['bar']): string | null => {
  if (bar?.kind === 'rule') return bar.ask;
  return bar?.kind === 'prompt' && bar.purpose.kind === 'deny' ? bar.purpose.ask : null;
};

/** Answers that reached the engine are no longer on their way; writing for a closed ask ends, its text is kept. */
const answersSettled = (context: Context): View => {
  const { view } = context;
  const sending = [...view.sending].filter((id) => stillOpen(context, id));
  const writing = view.writing !== null && stillOpen(context, view.writing.ask) ? view.writing : null;
  if (sending.length === view.sending.size && writing === view.writing) return view;
  return { ...view, sending: new Set(sending), writing };
};

/** Brings the view in line with a day that moved on under it; the same view where nothing changed. */
export const settled = (context: Context): View => {
  const { run } = context;
  let view = answersSettled(context);
  if (view.task === null || !run.day.tasks.has(view.task)) {
    const task = firstTask({ ...context, view });
    if (task !== view.task) view = { ...view, task };
  }
  if (view.grid && run.day.live.size === 0) view = { ...view, grid: false };
  if (view.bar?.kind === 'confirm' && view.bar.whileRunning === true && run.day.phase === 'ended')
    view = told({ ...view, bar: null }, 'ok', 'the day is over meanwhile; q leaves', context.now);
  const asked = askOf(view.bar);
  if (asked !== null && !stillOpen(context, asked))
    view = told({ ...view, bar: null }, 'wait', `${asked} does not wait any more`, context.now);
  if (view.toast !== null && view.toast.until <= context.now) view = { ...view, toast: null };
  return askSettled({ ...context, view });
};
