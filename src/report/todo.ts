import type { Report } from './report.ts';
import type { ReportAsk } from './report-ask.ts';
import type { ReportTask } from './report-task.ts';
import { code, prose } from './text.ts';

const isOpen = (ask: ReportAsk): boolean =>
  ask.answer === null && ask.closed === null && ask.delivered === null;

const verbFor = ({ kind, id }: ReportAsk): string =>
  kind === 'question' ? `orch answer ${id} …` : `orch approve ${id}`;

const openAsk = (ask: ReportAsk): string =>
  `- [ ] ${ask.kind} ${code(ask.id)} is still open: ${prose(ask.text)} (${code(verbFor(ask))})`;

const review = ({ state, id, why }: ReportTask): readonly string[] => {
  if (state === 'needs_review') return [`- [ ] ${code(id)} needs your review: ${prose(why)}`];
  return state === 'failed' ? [`- [ ] ${code(id)} failed: ${prose(why)} (${code(`orch retry ${id}`)})`] : [];
};

const judge = ({ id, evidence }: ReportTask): readonly string[] =>
  evidence.checks
    .filter(({ ok }) => ok === null)
    .map(({ what }) => `- [ ] judge ${code(id)}: ${prose(what)}`);

const apply = ({ id, state, evidence, applied, where }: ReportTask): readonly string[] => {
  const waits = state === 'done' && applied === null && where.worktree !== null;
  if (!waits || evidence.diff === null || evidence.diff.files === 0) return [];
  return [`- [ ] bring in ${code(id)}: ${code(`orch diff ${id}`)}, then ${code(`orch apply ${id}`)}`];
};

/** What is left for the person, the most pressing first. */
export const todo = ({ tasks, day_asks }: Report): readonly string[] => [
  ...[...day_asks, ...tasks.flatMap((task) => [...task.violations, ...task.asks])]
    .filter(isOpen)
    .map(openAsk),
  ...tasks.flatMap(review),
  ...tasks.flatMap(judge),
  ...tasks.flatMap(apply),
];
