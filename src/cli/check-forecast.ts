import { pricesOf } from '../cost/catalogue.ts';
import type { Checked } from '../plan/day-plan.ts';
import { flow } from './columns.ts';
import { type Brush, counted, WIDTH } from './sheet.ts';
import { costSpan, dollars, roughTime } from './spans.ts';

const capLine = ({ caps, forecast }: Checked, brush: Brush): string => {
  const { max_cost_usd } = caps;
  if (max_cost_usd === null) return 'none: nothing stops spending, set max_cost_usd';
  const cap = dollars(max_cost_usd);
  if (forecast.cap === 'safe') return `${cap} is not reached`;
  return brush(
    'yellow',
    forecast.cap === 'may' ? `! ${cap} may be reached` : `! ${cap} will likely be reached`,
  );
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

/** What the day may cost and how long it may take, and what that rests on. */
export const forecastSection = (checked: Checked, brush: Brush): string[] => {
  const { usd, wall_ms, reviews_usd } = checked.forecast;
  const [low, high] = [dollars(usd.low), dollars(usd.high)];
  const spread = low === high ? high : `about ${dollars(usd.mid)}, from ${low} to ${high}`;
  const reviews = reviews_usd.high === 0 ? [] : [`  reviews   ${costSpan(reviews_usd)} of that`];
  const costs =
    usd.high === 0
      ? ['  cost      free']
      : [`  cost      ${spread}`, ...reviews, `  cap       ${capLine(checked, brush)}`];
  const time = `about ${roughTime(wall_ms.mid)}, from ${roughTime(wall_ms.low)} to ${roughTime(wall_ms.high)}`;
  const [rests = '', ...more] = basisLines(checked);
  return [
    brush('bold', 'Forecast'),
    ...costs,
    `  time      ${time}${brush('dim', ', not counting waits for you')}`,
    `  rests on  ${rests}`,
    ...more.map((line) => `            ${line}`),
    brush('dim', `  prices    of ${pricesOf}, where an agent states no cost itself`),
  ];
};
