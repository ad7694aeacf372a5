import type { DetailQuery } from '../../src/wire/queries.ts';
import { type Context, taskIn } from '../store/context.ts';
import type { Outcome, ReaderKind } from '../store/view.ts';
import { type Action, always, nameOf, noEngine, stays } from './action.ts';

/** Opens something to read on the stage; what the engine must be asked for is loading first. */
export const reads = (
  { view }: Context,
  kind: ReaderKind,
  task: string | null,
  query: DetailQuery | null,
): Outcome =>
  stays(
    {
      ...view,
      focus: 'stage',
      palette: null,
      toast: null,
      reader: { kind, task, answer: query === null ? null : { state: 'loading' }, top: 0 },
    },
    ...(query === null ? [] : [{ do: 'fetch', query } as const]),
  );

const selected = (context: Context): string | null =>
  taskIn(context) === null ? 'no task is selected' : null;

/** Before its first attempt a task has no files and no changes. */
const hasWorked = (context: Context): string | null => {
  const task = taskIn(context);
  return task === null || task.attempt > 0 ? null : `${nameOf(context, task.id)} has not worked yet`;
};

type Wanted = (task: string) => DetailQuery | null;

const file =
  (name: Extract<DetailQuery, { what: 'file' }>['name']): Wanted =>
  (task) => ({ what: 'file', task, name });

/** A key that shows something of the selected task. */
const ofTask = (kind: ReaderKind, key: string, label: string, doc: string, wanted: Wanted): Action => ({
  id: kind,
  keys: [key],
  label,
  doc,
  group: 'Look',
  can: (context) =>
    selected(context) ?? (wanted('') === null ? null : (noEngine(context) ?? hasWorked(context))),
  act: (context) => {
    const task = taskIn(context)?.id ?? '';
    return reads(context, kind, task, wanted(task));
  },
});

const ofDay = (kind: ReaderKind, key: string, label: string, doc: string): Action => ({
  id: kind,
  keys: [key],
  label,
  doc,
  group: 'Look',
  can: always,
  act: (context) => reads(context, kind, null, null),
});

export const lookActions: readonly Action[] = [
  {
    ...ofTask(
      'explain',
      'e',
      'explain',
      'Why the task is as it is, by which fact; and why a key cannot act',
      () => null,
    ),
    hint: { list: 10 },
  },
  {
    ...ofTask('diff', 'D', 'diff', 'What the task changed, word by word', (task) => ({ what: 'diff', task })),
    hint: { list: 8, stage: 5 },
  },
  ofTask('instructions', 'I', 'instructions', 'What the agent was told', file('instructions')),
  ofTask('summary', 's', 'summary', 'What the agent says it did', file('summary')),
  { ...ofTask('notes', 'n', 'notes', "The agent's own notes", file('notes')), where: ['list', 'inbox'] },
  ofTask('output', 'o', 'output', 'All that was on its screen, as text', file('output')),
  ofTask('history', 'H', 'asks', 'What the task asked, and what was answered, with proof', () => null),
  ofTask('events', 'l', 'events', 'Every fact of the task, as it came', () => null),
  { ...ofDay('notices', 'N', 'notices', 'What orch had to say today'), where: ['list', 'inbox'] },
  {
    id: 'report',
    keys: ['R'],
    label: 'report',
    doc: 'The report of the day as it stands',
    group: 'Look',
    can: noEngine,
    act: (context) => reads(context, 'report', null, { what: 'report' }),
  },
  {
    id: 'plan',
    keys: ['P'],
    label: 'plan',
    doc: 'Order, risk and forecast of the day, as `orch check` gives them',
    group: 'Look',
    can: (context) => noEngine(context) ?? (context.run.day.file === '' ? 'no day has been started' : null),
    act: (context) => reads(context, 'plan', null, { what: 'plan', file: context.run.day.file }),
  },
  {
    id: 'recite',
    keys: ['L'],
    label: 'say',
    doc: "With a screen reader: how the day stands, and the last lines of the agent's screen",
    group: 'Look',
    can: ({ view }) => (view.spoken ? null : 'it is on the screen; INK_SCREEN_READER=true has it said'),
    act: ({ view }) => stays(view, { do: 'recite' }),
  },
  {
    id: 'grid',
    keys: ['v'],
    label: 'grid',
    doc: 'Up to six agents side by side',
    group: 'Look',
    hint: { list: 11, stage: 8 },
    can: ({ run }) => (run.day.live.size === 0 ? 'no agent is at work' : null),
    act: ({ view }) => stays({ ...view, grid: !view.grid, zoom: false, reader: null }),
  },
  {
    id: 'zoom',
    keys: ['z'],
    label: 'zoom',
    doc: 'The stage takes the whole window, or gives it back',
    group: 'Look',
    hint: { stage: 9 },
    can: always,
    act: ({ view }) => stays({ ...view, zoom: !view.zoom || view.focus !== 'stage', focus: 'stage' }),
  },
  {
    id: 'palette',
    keys: [':'],
    label: 'all',
    doc: 'Everything that can be done, found by typing',
    group: 'Look',
    hint: { list: 13, stage: 10, inbox: 13 },
    can: always,
    act: ({ view }) => stays({ ...view, reader: null, palette: { draft: { text: '', at: 0 }, at: 0 } }),
  },
  {
    ...ofDay('help', '?', 'help', 'All keys'),
    keys: ['?', 'f1'],
    shown: '?',
    hint: { list: 14, stage: 11, inbox: 14 },
  },
];
