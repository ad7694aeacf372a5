import { reviewMoments } from '../domain/review.ts';
import type { Checked, PlannedTask } from '../plan/day-plan.ts';
import { printable } from '../taskfile/render.ts';
import { column, flow, widest } from './columns.ts';
import { type Brush, WIDTH } from './sheet.ts';
import { costSpan, dollars, roughTime, timeSpan } from './spans.ts';

const workerOf = (task: PlannedTask): string =>
  printable([task.agents[0], task.model].filter((each) => each != null).join('·'));

/** Who looks through it, and when where not at every moment. */
const reviewNote = ({ review }: PlannedTask): string[] => {
  if (review === undefined) return [];
  const always = review.at.length === reviewMoments.length;
  return [`reviewed by ${printable(review.by.join(', '))}${always ? '' : ` (${review.at.join(', ')})`}`];
};

/** What else is worth knowing of a task, when it is not as usual. */
const notesOf = (task: PlannedTask): string[] => [
  ...(task.priority === 'medium' ? [] : [`${task.priority} priority`]),
  ...(task.max_cost_usd === null ? [] : [`cap ${dollars(task.max_cost_usd)}`]),
  ...(task.timeout_ms === null ? [] : [`at most ${roughTime(task.timeout_ms)}`]),
  ...reviewNote(task),
  ...(task.waits_for.length === 0 ? [] : [`after ${task.waits_for.join(', ')}`]),
];

const noteLines = (task: PlannedTask, columns: number): string[] =>
  flow(
    notesOf(task)
      .join(' · ')
      .split(' ')
      .filter((word) => word !== ''),
    '',
    columns,
  );

/** The tasks in the order in which they would start. */
export const orderSection = ({ order }: Checked, brush: Brush): string[] => {
  const times = order.map((task) => timeSpan(task.forecast.duration_ms));
  const costs = order.map((task) => costSpan(task.forecast.usd));
  const number = String(order.length).length;
  const id = widest(
    order.map((task) => task.id),
    4,
    14,
  );
  const worker = widest(order.map(workerOf), 5, 13);
  const time = widest(times, 4, 9);
  const cost = widest(costs, 4, 12);
  const name = WIDTH - (number + id + worker + time + cost + 12);
  const indent = ' '.repeat(number + id + 6);

  const rows = order.flatMap((task, index) => {
    const cells = [
      column(String(index + 1), number, 'right'),
      column(task.id, id),
      column(printable(task.name), name),
      column(workerOf(task), worker),
      column(times[index] ?? '', time, 'right'),
      column(costs[index] ?? '', cost, 'right'),
    ];
    const notes = noteLines(task, WIDTH - indent.length);
    return [`  ${cells.join('  ')}`, ...notes.map((line) => indent + brush('dim', line))];
  });
  return [brush('bold', 'Order'), ...rows];
};
