import type { Checked } from '../plan/day-plan.ts';
import { printable } from '../taskfile/render.ts';
import { forecastSection } from './check-forecast.ts';
import { orderSection } from './check-order.ts';
import { doubtSection, overlapSection, riskSection } from './check-warnings.ts';
import { type Brush, counted } from './sheet.ts';
import { dollars } from './spans.ts';
import { paint } from './style.ts';

const dayName = (date: string): string =>
  new Date(`${date}T00:00:00Z`)
    .toLocaleDateString('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
    .replace(',', '');

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

/** The plan of a day, laid out for 80 columns. */
export const checkText = (checked: Checked, color: boolean): string => {
  const brush = paint(color);
  const sections = [
    heading(checked, brush),
    orderSection(checked, brush),
    riskSection(checked, brush),
    doubtSection(checked, brush),
    forecastSection(checked, brush),
    overlapSection(checked, brush),
    [brush('dim', `Nothing was started. \`orch start ${printable(checked.file)}\` starts it.`)],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`;
};
