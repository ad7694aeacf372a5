import { printable } from '../taskfile/render.ts';
import type { Checked, PlannedTask } from './check-data.ts';
import { column, cut, flow, widest } from './columns.ts';
import { costSpan, dollars, roughTime, timeSpan } from './spans.ts';
import { paint, type Tone } from './style.ts';

const WIDTH = 80;
const MOST_OVERLAPS = 12;

type Brush = (tone: Tone, text: string) => string;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const dayName = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

const heading = (checked: Checked, brush: Brush): string[] => {
  const { caps, order } = checked;
  const cap = caps.max_cost_usd === null ? 'no cost cap' : `cost cap ${dollars(caps.max_cost_usd)}`;
  return [
    `${brush('bold', printable(checked.file))} · ${dayName(checked.date)}`,
    brush(
      'dim',
      `${counted(order.length, 'task')} · at most ${counted(caps.max_agents, 'agent')} at a time · ${cap}`,
    ),
  ];
};

const workerOf = (task: PlannedTask): string =>
  printable([task.agents[0], task.model].filter((each) => each != null).join('·'));

const orderSection = ({ order }: Checked, brush: Brush): string[] => {
  const number = String(order.length).length;
  const id = widest(
    order.map((task) => task.id),
    4,
    14,
  );
  const worker = widest(order.map(workerOf), 5, 13);
  const time = widest(
    order.map((task) => timeSpan(task.forecast.duration_ms)),
    4,
    9,
  );
  const cost = widest(
    order.map((task) => costSpan(task.forecast.usd)),
    4,
    12,
  );
  const name = WIDTH - (2 + number + 2 + id + 2 + 2 + worker + 2 + 6 + 2 + time + 2 + cost);
  const indent = ' '.repeat(2 + number + 2 + id + 2);

  const rows = order.flatMap((task, index) => {
    const row = [
      column(String(index + 1), number, 'right'),
      column(task.id, id),
      column(printable(task.name), name),
      column(workerOf(task), worker),
      column(task.complexity, 6),
      column(timeSpan(task.forecast.duration_ms), time, 'right'),
      column(costSpan(task.forecast.usd), cost, 'right'),
    ].join('  ');
    const notes = [
      ...(task.priority === 'medium' ? [] : [`${task.priority} priority`]),
      ...(task.waits_for.length === 0 ? [] : [`after ${task.waits_for.join(', ')}`]),
    ];
    const below = flow(
      notes.flatMap((note) => note.split(' ')),
      '',
      WIDTH - indent.length,
    );
    return [`  ${row}`, ...below.map((line) => indent + brush('dim', line))];
  });
  return [brush('bold', 'Order'), ...rows];
};

const riskSection = ({ order }: Checked, brush: Brush): string[] => {
  const groups = Map.groupBy(order, ({ risk }) =>
    JSON.stringify([risk.score, risk.needs_approval, risk.reasons]),
  );
  const sorted = [...groups.values()].sort((a, b) => (b[0]?.risk.score ?? 0) - (a[0]?.risk.score ?? 0));
  const lines = sorted.flatMap((tasks) => {
    const risk = tasks[0]?.risk;
    if (risk === undefined) return [];
    const score = column(String(risk.score), 3, 'right');
    const verdict = risk.dangerous ? 'dangerous, ' : '';
    const mark = risk.needs_approval ? brush('yellow', ` ! ${verdict}needs your approval`) : '';
    const ids = tasks.map((task) => task.id);
    const [first = '', ...more] = flow(ids, ',', WIDTH - 8 - (risk.needs_approval ? 35 : 0));
    return [
      `  ${score}  ${first}${mark}`,
      ...more.map((line) => `       ${line}`),
      ...flow(risk.reasons.map(printable), ',', WIDTH - 7).map((line) => `       ${brush('dim', line)}`),
    ];
  });
  return [brush('bold', 'Risk') + brush('dim', ' (0 to 100; from 60 on a person approves)'), ...lines];
};

const capWords: Record<Checked['forecast']['cap'], string> = {
  none: 'nothing stops it: set max_cost_usd',
  safe: 'within the cap',
  may: 'may reach the cap',
  likely: 'will likely reach the cap',
};

const basisLines = ({ order }: Checked): string[] => {
  const groups = Map.groupBy(order, (task) => task.forecast.of ?? '');
  const basis = [...groups].map(([of, tasks]) => {
    const runs = tasks[0]?.forecast.runs ?? 0;
    const rests = of === '' ? 'assumptions' : `${counted(runs, 'run')} of ${of}`;
    return groups.size === 1 ? rests : `${rests} for ${tasks.length}`;
  });
  const hint = groups.has('') ? ' (it learns from every finished task)' : '';
  return flow([...basis.slice(0, -1), `${basis.at(-1) ?? ''}${hint}`], ',', WIDTH - 12);
};

const forecastSection = (checked: Checked, brush: Brush): string[] => {
  const { usd, wall_ms, cap } = checked.forecast;
  const alarm = cap === 'may' || cap === 'likely';
  const outlook = brush(alarm ? 'yellow' : 'dim', `${alarm ? '! ' : ''}${capWords[cap]}`);
  const cost =
    usd.high === 0
      ? 'free'
      : `about ${dollars(usd.mid)}, from ${dollars(usd.low)} to ${dollars(usd.high)} · ${outlook}`;
  const time = `about ${roughTime(wall_ms.mid)}, from ${roughTime(wall_ms.low)} to ${roughTime(wall_ms.high)}`;
  const [rests = '', ...more] = basisLines(checked);
  return [
    brush('bold', 'Forecast'),
    `  cost      ${cost}`,
    `  time      ${time} · ${brush('dim', 'without waiting for you')}`,
    `  rests on  ${rests}`,
    ...more.map((line) => `            ${line}`),
  ];
};

const overlapSection = ({ overlaps }: Checked, brush: Brush): string[] => {
  if (overlaps.length === 0) return [];
  const groups = [...Map.groupBy(overlaps, ({ kind, what }) => `${kind} ${what}`)];
  const lines = groups.slice(0, MOST_OVERLAPS).flatMap(([what, pairs]) => {
    const ids = [...new Set(pairs.flatMap((pair) => pair.tasks))];
    const named = flow(ids, ',', WIDTH - 4);
    const shown = named.length > 3 ? [...named.slice(0, 3), `and more, ${ids.length} in all`] : named;
    return [`  ${cut(printable(what), WIDTH - 2)}`, ...shown.map((line) => `    ${brush('dim', line)}`)];
  });
  const hidden = groups.length - MOST_OVERLAPS;
  const rest = hidden > 0 ? [`  and ${hidden} more`] : [];
  return [
    brush('bold', 'Overlaps') + brush('dim', ' (may run at the same time on the same thing)'),
    ...lines,
    ...rest,
  ];
};

/** The plan of a day, laid out for 80 columns. */
export const checkText = (checked: Checked, color: boolean): string => {
  const brush = paint(color);
  const sections = [
    heading(checked, brush),
    orderSection(checked, brush),
    riskSection(checked, brush),
    forecastSection(checked, brush),
    overlapSection(checked, brush),
    [brush('dim', `Nothing was started. \`orch start ${printable(checked.file)}\` starts it.`)],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`;
};
