import { type Context, inboxRows, listed, liveSession, taskIn } from '../store/context.ts';
import { draftOf } from '../store/draft.ts';
import type { Focus, Outcome, View } from '../store/view.ts';
import { told } from '../store/view.ts';
import { type Action, always, refused, stays } from './action.ts';

const neighbour = <T extends { readonly id: string }>(
  all: readonly T[],
  selected: string | null,
  by: number,
): T | undefined => {
  const at = all.findIndex((each) => each.id === selected);
  const next = at === -1 ? (by > 0 ? 0 : all.length - 1) : at + by;
  return all[Math.min(all.length - 1, Math.max(0, next))];
};

/** Selecting an ask brings its task along: its screen is where the question came up. */
export const withAskSelected = ({ run, view }: Context, id: string): View => ({
  ...view,
  ask: id,
  askMovedAt: 0,
  task: run.day.asks.get(id)?.task ?? view.task,
});

const moved = (context: Context, by: number): Outcome => {
  const { run, view, now } = context;
  if (view.focus === 'stage') return stays(view, { do: 'scroll', by });
  if (view.focus === 'inbox') {
    const ask = neighbour(inboxRows(run.day, now), view.ask, by);
    return stays(ask === undefined ? view : withAskSelected(context, ask.id));
  }
  const task = neighbour(listed(run.day, view.filter.text), view.task, by);
  return stays({ ...view, task: task?.id ?? view.task });
};

const FAR = 1_000_000;

export const focused = (context: Context, focus: Focus): View => {
  const { view, run, now } = context;
  if (focus !== 'inbox') return { ...view, focus };
  const rows = inboxRows(run.day, now);
  // What is answered is only shown for a while: whoever comes here comes for what waits.
  const waiting = rows.filter((ask) => ask.answer === null);
  const among = waiting.length > 0 ? waiting : rows;
  const own =
    among.find((ask) => ask.id === view.ask) ?? among.find((ask) => ask.task === view.task) ?? among[0];
  const next = { ...view, focus };
  return own === undefined ? next : withAskSelected({ ...context, view: next }, own.id);
};

const ring: readonly Focus[] = ['list', 'stage', 'inbox'];

const cycled = (context: Context, by: number): Outcome => {
  const at = ring.indexOf(context.view.focus);
  const next = ring[(at + by + ring.length) % ring.length] ?? 'list';
  return stays(focused(context, next));
};

/** The pane gets the keyboard, where there is an agent to type to. */
export const enterPane = (context: Context): Outcome => {
  const task = taskIn(context);
  if (task === null) return refused(context, 'no task is selected');
  const view: View = { ...context.view, focus: 'stage', reader: null };
  if (liveSession(context.run.day, task) === null) return stays(view);
  if (context.run.link.state === 'replay') return stays(view);
  return stays({ ...view, typing: true, toast: null });
};

export const escaped = (context: Context): Outcome => {
  const { view } = context;
  if (view.reader !== null) return stays({ ...view, reader: null });
  if (view.filter.text !== '') return stays({ ...view, filter: draftOf('') });
  if (view.zoom) return stays({ ...view, zoom: false });
  if (view.grid) return stays({ ...view, grid: false });
  return stays({ ...view, focus: 'list', toast: null }, { do: 'live' });
};

const step = (id: string, keys: readonly string[], label: string, doc: string, by: number): Action => ({
  id,
  keys,
  label,
  doc,
  group: 'Move',
  can: always,
  act: (context) => moved(context, by),
});

export const moves: readonly Action[] = [
  {
    ...step('down', ['down', 'j'], 'select', 'The next task or ask; on the stage, one line down', 1),
    shown: '↑↓',
    hint: { list: 1, inbox: 1 },
  },
  step('up', ['up', 'k'], 'up', 'The one before', -1),
  step('page-down', ['pagedown', 'ctrl-d'], 'page down', 'A page further', 10),
  step('page-up', ['pageup', 'ctrl-u'], 'page up', 'A page back', -10),
  step('first', ['home', 'g'], 'first', 'The first one', -FAR),
  step('last', ['end', 'G'], 'last', 'The last one', FAR),
  {
    id: 'enter',
    keys: ['enter'],
    label: 'into pane',
    doc: "The agent's terminal gets the keyboard; Ctrl-] leaves it",
    group: 'Move',
    where: ['list', 'stage'],
    hint: { list: 2, stage: 1 },
    can: always,
    act: enterPane,
  },
  {
    id: 'next-part',
    keys: ['tab'],
    label: 'next part',
    doc: 'From the list to the stage to the inbox',
    group: 'Move',
    hint: { list: 12, stage: 3, inbox: 12 },
    can: always,
    act: (context) => cycled(context, 1),
  },
  {
    id: 'part-before',
    keys: ['shift-tab'],
    label: 'part before',
    doc: 'The other way round',
    group: 'Move',
    can: always,
    act: (context) => cycled(context, -1),
  },
  {
    id: 'inbox',
    keys: ['i'],
    label: 'inbox',
    doc: 'To what waits for you',
    group: 'Move',
    hint: { list: 3, stage: 4 },
    can: always,
    act: (context) => stays(focused({ ...context, view: { ...context.view, reader: null } }, 'inbox')),
  },
  {
    id: 'back',
    keys: ['escape'],
    label: 'back',
    doc: 'Back to the list; closes what is open',
    group: 'Move',
    hint: { stage: 2, inbox: 11 },
    can: always,
    act: escaped,
  },
  {
    id: 'find',
    keys: ['/'],
    label: 'find',
    doc: 'Find tasks by id, name, state or agent; letters in order are enough',
    group: 'Move',
    where: ['list', 'inbox'],
    hint: { list: 9 },
    can: always,
    act: ({ view }) =>
      stays({ ...view, focus: 'list', reader: null, finding: true, filter: draftOf(view.filter.text) }),
  },
  {
    id: 'forget-filter',
    keys: [],
    label: 'show all tasks',
    doc: 'Forget what was searched for',
    group: 'Move',
    can: ({ view }) => (view.filter.text === '' ? 'nothing is filtered' : null),
    act: ({ view, now }) => stays(told({ ...view, filter: draftOf('') }, 'ok', 'all tasks are shown', now)),
  },
];
