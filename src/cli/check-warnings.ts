import type { Checked } from '../plan/day-plan.ts';
import type { Overlap } from '../plan/overlaps.ts';
import { printable } from '../taskfile/render.ts';
import { column, flow } from './columns.ts';
import { type Brush, firstOf, WIDTH } from './sheet.ts';

const MOST_OVERLAPS = 12;

/** How risky each task is and why; tasks alike are said once. */
export const riskSection = ({ order }: Checked, brush: Brush): string[] => {
  const groups = Map.groupBy(order, ({ risk }) =>
    JSON.stringify([risk.score, risk.needs_approval, risk.reasons]),
  );
  const sorted = [...groups.values()].sort((a, b) => (b[0]?.risk.score ?? 0) - (a[0]?.risk.score ?? 0));
  const lines = sorted.flatMap((tasks) => {
    const risk = tasks[0]?.risk;
    if (risk === undefined) return [];
    const score = column(String(risk.score), 3, 'right');
    const verdict = risk.dangerous ? 'dangerous: ' : '';
    const mark = risk.needs_approval ? `  ${brush('yellow', `! ${verdict}needs your approval`)}` : '';
    const ids = firstOf(tasks.map((task) => task.id));
    const [first = '', ...more] = flow(ids, ',', WIDTH - 7 - (risk.needs_approval ? 36 : 0));
    return [
      `  ${score}  ${first}${mark}`,
      ...more.map((line) => `       ${line}`),
      ...flow(risk.reasons.map(printable), ',', WIDTH - 7).map((line) => `       ${brush('dim', line)}`),
    ];
  });
  return [brush('bold', 'Risk') + brush('dim', ' (0 to 100; from 60 on a person approves)'), ...lines];
};

const called = (overlap: Overlap): string =>
  printable(overlap.kind === 'deliverable' ? overlap.what : `${overlap.kind} ${overlap.what}`);

/** Things by the tasks that share them: what three tasks share is said once. */
const sharedBy = (overlaps: readonly Overlap[]): Map<string, string[]> => {
  const sharers = [...Map.groupBy(overlaps, called)].map(([what, pairs]) => {
    const ids = [...new Set(pairs.flatMap((pair) => pair.tasks))];
    return { what, who: firstOf(ids).join(', ') };
  });
  return new Map(
    [...Map.groupBy(sharers, ({ who }) => who)].map(([who, all]) => [who, all.map(({ what }) => what)]),
  );
};

/** Tasks that may get in each other's way. */
export const overlapSection = ({ overlaps }: Checked, brush: Brush): string[] => {
  if (overlaps.length === 0) return [];
  const groups = [...sharedBy(overlaps)];
  const lines = groups
    .slice(0, MOST_OVERLAPS)
    .flatMap(([who, things]) => [
      ...flow(who.split(' '), '', WIDTH - 2).map((line) => `  ${line}`),
      ...flow(things, ',', WIDTH - 7).map((line) => `       ${brush('dim', line)}`),
    ]);
  const hidden = groups.length - MOST_OVERLAPS;
  const rest = hidden > 0 ? [`  and ${hidden} more`] : [];
  return [
    brush('bold', 'Overlaps') + brush('dim', ' (may run at the same time on the same thing)'),
    ...lines,
    ...rest,
  ];
};

/** Agents that cannot do what the file says of them. */
export const doubtSection = ({ doubts }: Checked, brush: Brush): string[] => {
  if (doubts.length === 0) return [];
  const lines = doubts.flatMap(({ text }) => {
    const [first = '', ...more] = flow(printable(text).split(' '), '', WIDTH - 4);
    return [`  ${brush('yellow', '!')} ${first}`, ...more.map((line) => `    ${line}`)];
  });
  return [brush('bold', 'Agents') + brush('dim', ' (`orch doctor` says how to mend it)'), ...lines];
};
