import { stateOf } from '../../src/state/explain.ts';
import type { TaskEntry } from '../../src/state/model.ts';
import { workedMs } from '../../src/state/select.ts';
import { type Context, explained, listed, shortId } from '../store/context.ts';
import { topOf } from '../store/layout.ts';
import { span, spent } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { aligned, fitted, type Line, lineWidth, padded, piece, shortened, spread, widthOf } from './line.ts';
import { stateSign } from './state-sign.ts';

/** Widths shared by all rows, so that columns stand under each other. */
interface Columns {
  readonly id: number;
  readonly name: number;
  readonly why: number;
}

const MOST_ID = 16;
const TIME = 5;
const COST = 8;
const LEAST_WHY = 16;
const LEAST_NAME = 14;
const WORDY_ID = 6;

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf));

/** Ids that are words say more than a name cut to pieces: where room is short, they stand alone. */
const columnsFor = (context: Context, tasks: readonly TaskEntry[], width: number): Columns => {
  const ids = widest(tasks.map((task) => shortId(context.run.day, task.id)));
  const names = widest(tasks.map((task) => task.spec.name));
  const free = width - 3 - TIME - COST - 1;
  const words = ids > WORDY_ID;
  const id = Math.min(Math.max(2, ids), MOST_ID);
  const room = free - id - 1;
  if (words && room < LEAST_NAME) return { id: Math.min(ids, free), name: 0, why: 0 };
  if (room - LEAST_WHY < Math.min(names, 20)) return { id, name: room, why: 0 };
  const name = Math.min(names, Math.max(20, Math.floor(room * 0.5)));
  return { id, name, why: room - name - 2 };
};

/** Others a task waits for; short, since it stands where time and cost would. */
const waitsFor = (context: Context, task: TaskEntry, { glyphs }: Theme): string =>
  `${glyphs.after} ${[...task.unmet].map((id) => shortId(context.run.day, id)).join(' ')}`;

const rightOf = (context: Context, task: TaskEntry, theme: Theme): Line => {
  const { day } = context.run;
  if (stateOf(task) === 'blocked' && task.attempt === 0 && !task.unmet.isEmpty()) {
    const text = shortened(waitsFor(context, task, theme), TIME + COST);
    return [piece(aligned(text, TIME + COST), 'dim')];
  }
  const worked = workedMs(day, task, context.now);
  const time = task.attempt === 0 ? '' : span(worked);
  const cost = spent(task.spend);
  const over = task.cap_usd !== null && task.spend.usd >= task.cap_usd * 0.75;
  return [piece(aligned(time, TIME), 'dim'), piece(aligned(cost, COST), over ? 'wait' : 'text')];
};

const row = (context: Context, task: TaskEntry, theme: Theme, columns: Columns, width: number): Line => {
  const { day } = context.run;
  const selected = task.id === context.view.task;
  const pointer = selected
    ? piece(theme.glyphs.pointer, context.view.focus === 'list' ? 'accent' : 'dim')
    : piece(' ');
  const quiet = ['done', 'queued', 'blocked'].includes(stateOf(task)) && !selected;
  const id = padded(shortened(shortId(day, task.id), columns.id), columns.id);
  const name = padded(shortened(task.spec.name, columns.name), columns.name);
  const left = [
    pointer,
    stateSign(day, task, theme),
    piece(` ${id} `, columns.name > 0 || quiet ? 'dim' : 'text'),
    piece(name, quiet ? 'dim' : 'text'),
  ];
  const why =
    columns.why <= 0
      ? []
      : [piece('  '), piece(shortened(explained(day, task, context.now), columns.why), 'dim')];
  const right = [...rightOf(context, task, theme), piece(' ')];
  return spread(fitted([...left, ...why], width - lineWidth(right)), right, width);
};

export interface TaskRows {
  readonly lines: readonly Line[];
  readonly marked: ReadonlySet<number>;
  /** The task of each row, for the mouse. */
  readonly tasks: readonly TaskEntry[];
}

/** The rows of the list that are in sight, the selected one among them. */
export const taskRows = (context: Context, theme: Theme, width: number, height: number): TaskRows => {
  const all = listed(context.run.day, context.view.filter.text);
  const selected = all.findIndex((task) => task.id === context.view.task);
  const top = topOf(all.length, selected, height);
  const seen = all.slice(top, top + height);
  const columns = columnsFor(context, all, width);
  return {
    tasks: seen,
    lines: seen.map((task) => row(context, task, theme, columns, width)),
    marked: new Set(selected === -1 ? [] : [selected - top]),
  };
};
