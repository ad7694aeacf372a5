import type { PlanAnswer } from '../../src/wire/queries.ts';
import { capUsd, span, usd } from '../theme/format.ts';
import { aligned, type Line, padded, piece, shortened } from './line.ts';
import { wrapped } from './wrap.ts';

const outlooks = {
  none: 'there is no cap',
  safe: 'even a dear day stays under the cap',
  may: 'a dear day passes the cap',
  likely: 'a middling day passes the cap',
} as const;

const isPlan = (value: unknown): value is PlanAnswer =>
  typeof value === 'object' && value !== null && 'order' in value && 'forecast' in value;

const between = (low: string, high: string, and: string): string =>
  low === high ? high : `${low}${and}${high}`;

const costOf = (money: PlanAnswer['forecast']['usd'] | null): string => {
  if (money === null) return '?';
  return money.high === 0 ? 'free' : between(usd(money.low), usd(money.high), '-');
};

const row = (task: PlanAnswer['order'][number], width: number): readonly Line[] => {
  const { usd: money, duration_ms: time } = task.forecast;
  const name = Math.max(10, width - 56);
  const head: Line = [
    piece(` ${padded(shortened(task.id, 12), 12)} `, 'dim'),
    piece(padded(shortened(task.name, name), name)),
    piece(` ${padded(shortened(task.agents[0] ?? '', 9), 9)}`, 'dim'),
    piece(aligned(between(span(time.low), span(time.high), '-'), 12), 'dim'),
    piece(aligned(costOf(money), 14)),
    piece(aligned(String(task.risk.score), 5), task.risk.needs_approval ? 'bad' : 'dim'),
  ];
  const after = task.waits_for.length === 0 ? [] : [`after ${task.waits_for.join(', ')}`];
  const reviewed = task.review === undefined ? [] : [`reviewed by ${task.review.by.join(', ')}`];
  const risk = task.risk.needs_approval ? [`needs your approval: ${task.risk.reasons.join(', ')}`] : [];
  const more = [...after, ...reviewed, ...risk].map(
    (text): Line => [piece(' '.repeat(14)), piece(text, risk.includes(text) ? 'wait' : 'dim')],
  );
  return [head, ...more];
};

/** What several tasks name that may run at the same time; each thing once, with all its tasks. */
const overlapLines = ({ overlaps }: PlanAnswer, width: number): readonly Line[] => {
  if (overlaps.length === 0) return [];
  const shared = Map.groupBy(overlaps, ({ kind, what }) => `${kind} ${what}`);
  const rows = [...shared].flatMap(([what, pairs]) => {
    const tasks = [...new Set(pairs.flatMap((pair) => pair.tasks))].join(', ');
    return wrapped(`${what}: ${tasks}`, width - 4).map((text): Line => [piece(`   ${text}`)]);
  });
  return [[], [piece(' These may run at the same time and name the same thing', 'wait')], ...rows];
};

/** Agents that cannot do what the file says of them. */
const doubtLines = ({ doubts = [] }: PlanAnswer, width: number): readonly Line[] =>
  doubts.flatMap(({ text }) => [
    [],
    ...wrapped(text, width - 4).map(
      (part, at): Line => [piece(at === 0 ? ' ! ' : '   ', 'wait'), piece(part)],
    ),
  ]);

/** The plan of the day as `orch check` gives it: order, risk, forecast. */
export const planLines = (value: unknown, width: number): readonly Line[] => {
  if (!isPlan(value)) return [[], [piece(' The engine gave no plan.', 'bad')]];
  const { forecast, caps, order } = value;
  const cap = caps.max_cost_usd === null ? '' : ` of ${capUsd(caps.max_cost_usd)}`;
  const [low, high] = [usd(forecast.usd.low), usd(forecast.usd.high)];
  const likely = low === high ? '' : `, likely ${usd(forecast.usd.mid)}`;
  const name = Math.max(10, width - 56);
  return [
    [],
    [
      piece(` ${between(low, high, ' to ')}${cap}`, 'accent'),
      piece(`${likely}; about ${span(forecast.wall_ms.mid)} with ${caps.max_agents} agents`),
    ],
    [
      piece(
        ` ${outlooks[forecast.cap]}`,
        forecast.cap === 'may' || forecast.cap === 'likely' ? 'wait' : 'dim',
      ),
    ],
    [],
    [
      piece(
        ` ${padded('', 12)} ${padded('', name)} ${padded('agent', 9)}${aligned('time', 12)}${aligned('cost', 14)}${aligned('risk', 5)}`,
        'dim',
      ),
    ],
    ...order.flatMap((task) => row(task, width)),
    ...doubtLines(value, width),
    ...overlapLines(value, width),
  ];
};
