import type { Check, DiffStat } from '../domain/attempt-event.ts';
import type { TaskState } from '../domain/task.ts';
import { askLines } from './markdown-ask.ts';
import { costTable } from './markdown-cost.ts';
import type { ReportTask } from './report-task.ts';
import { clockTime, code, count, duration, prose, spent, times, usd } from './text.ts';

export const marks: Readonly<Record<TaskState, string>> = {
  done: '✔',
  failed: '✘',
  needs_review: '!',
  running: '●',
  waiting: '?',
  blocked: '◌',
  queued: '○',
};

export const stateName = (state: TaskState): string => state.replace('_', ' ');

export const diffText = (diff: DiffStat): string =>
  `${times(diff.files, 'file')}, +${count(diff.added)} −${count(diff.removed)}`;

const checkLine = ({ what, ok, detail }: Check): string => {
  const more = detail === '' ? '' : ` (${prose(detail)})`;
  if (ok === null) return `- [ ] for you to judge: ${prose(what)}${more}`;
  return ok ? `- ✔ ${prose(what)}${more}` : `- ✘ **${prose(what)}**${more}`;
};

type Attempt = ReportTask['attempts'][number];

const exitText = ({ exit }: Attempt): string => {
  if (exit === null) return '';
  if (exit.signal !== null) return `, ended by ${exit.signal}`;
  return exit.code === null ? ', lost' : `, exit ${exit.code}`;
};

const attemptLine = (one: Attempt): string => {
  const agent = [one.agent, one.model].filter((name) => name !== null).join('·');
  const cause = one.ended_by === null ? '' : `, ended for: ${one.ended_by}`;
  const outcome = one.outcome === null ? '' : ` **${one.outcome.replace('_', ' ')}**`;
  const why = one.why === '' ? '' : `: ${prose(one.why)}`;
  const took = `${clockTime(one.started)}, ${duration(one.duration_ms)}`;
  return `- attempt ${one.attempt}, ${prose(agent)} (${took}${exitText(one)}${cause})${outcome}${why}`;
};

type Step = ReportTask['steps'][number];

const stepLine = ({ step, skill, args, ok, optional, code: exit, duration_ms }: Step): string => {
  const mark = ok ? '✔' : '✘';
  const soft = !ok && optional ? ', optional' : '';
  const ended = exit === null ? '' : `, exit ${exit}`;
  return `- ${mark} ${step}. ${prose(skill)} ${code(args.join(' '))} (${duration(duration_ms)}${ended}${soft})`;
};

const headline = (task: ReportTask): string => {
  const cap = task.cost.cap_usd === null ? '' : `, cap ${usd(task.cost.cap_usd)}`;
  const agent = [task.agent, task.model].filter((name) => name !== null).join('·');
  const facts = [
    `**${stateName(task.state)}**`,
    prose(agent),
    `worked ${duration(task.worked_ms)}`,
    `${spent(task.cost)}${cap}`,
    `risk ${task.risk.score}`,
  ];
  return facts.filter((fact) => fact !== '').join(' · ');
};

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines];

const evidence = ({ evidence: { checks, diff }, applied, id }: ReportTask): readonly string[] => {
  const bring = applied === null ? `bring it in with ${code(`orch apply ${id}`)}` : 'brought into your tree';
  const changes =
    diff === null ? [] : [`- changed ${diffText(diff)}; see ${code(`orch diff ${id}`)}, ${bring}`];
  return [...checks.map(checkLine), ...changes];
};

const places = ({ where, id }: ReportTask): readonly string[] => [
  `- workspace ${code(`${where.workspace}/`)}`,
  ...(where.instructions === null ? [] : [`- what the agent was told ${code(where.instructions)}`]),
  ...(where.recording === null
    ? []
    : [`- recording ${code(where.recording)}, as text ${code(`orch logs ${id}`)}`]),
  ...(where.worktree === null ? [] : [`- worktree ${code(where.worktree)}`]),
];

/** Everything of one task, with its evidence. */
export const taskSection = (task: ReportTask): string =>
  [
    `### ${marks[task.state]} ${prose(task.id)}: ${prose(task.name)}`,
    '',
    headline(task),
    ...(task.why === '' ? [] : ['', prose(task.why)]),
    ...part('Evidence', evidence(task)),
    ...part('Steps', task.steps.map(stepLine)),
    ...part('Attempts', task.attempts.map(attemptLine)),
    ...part('Cost by model', task.cost.by_model.length === 0 ? [] : [costTable(task.cost.by_model)]),
    ...part('What it asked', task.asks.flatMap(askLines)),
    ...part('Violations', task.violations.flatMap(askLines)),
    ...part('Where it lies', places(task)),
  ].join('\n');
