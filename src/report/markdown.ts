import { askLines } from './markdown-ask.ts';
import { costSection } from './markdown-cost.ts';
import { diffText, marks, stateName, taskSection } from './markdown-task.ts';
import type { Report } from './report.ts';
import type { ReportTask } from './report-task.ts';
import {
  clockTime,
  code,
  count,
  duration,
  longDate,
  money,
  oneLine,
  prose,
  spent,
  table,
  times,
  usd,
} from './text.ts';
import { todo } from './todo.ts';

const outcome = ({ phase, exit, why }: Report): string => {
  if (phase !== 'ended') return phase === 'none' ? 'no day' : `**still ${phase}**`;
  return `ended with exit ${exit ?? 0}${why === '' ? '' : `: ${prose(why)}`}`;
};

const costLine = ({ cost }: Report): string => {
  if (cost.cap_usd === null) return `${spent(cost)}, no cap`;
  const share = cost.cap_usd === 0 ? 100 : Math.round((cost.usd / cost.cap_usd) * 100);
  return `${spent(cost)}; the cap is ${usd(cost.cap_usd)}, ${share}% of it used`;
};

const agentsLine = ({ agents }: Report): string => {
  if (agents.length === 0) return 'no agent ran';
  const each = agents.map(
    ({ agent, sessions, worked_ms }) =>
      `${prose(agent)} ${duration(worked_ms)} in ${times(sessions, 'session')}`,
  );
  return each.join(', ');
};

const waitingLine = ({ waiting }: Report): string => {
  const rules = waiting.by_rule === 0 ? '' : `; your rules answered ${times(waiting.by_rule, 'more ask')}`;
  if (waiting.asks === 0) return `nothing waited for you${rules}`;
  const { longest } = waiting;
  const most = longest === null ? '' : `, ${duration(longest.waited_ms)} the longest (${code(longest.ask)})`;
  const open = waiting.open === 0 ? '' : `; **${count(waiting.open)} still open**`;
  return `${times(waiting.asks, 'ask')} waited for you, ${duration(waiting.waited_ms)} in all${most}${open}${rules}`;
};

const tasksLine = ({ counts, tasks }: Report): string => {
  const states = Object.entries(counts).filter(([, n]) => n > 0);
  const each = states.map(([state, n]) => `${n} ${state.replace('_', ' ')}`);
  return `${times(tasks.length, 'task')}${each.length === 0 ? '' : `: ${each.join(', ')}`}`;
};

const evidenceText = ({ evidence }: ReportTask): string => {
  const { passed, failed, to_judge, diff } = evidence;
  const checks = [
    passed > 0 ? `${passed} ok` : '',
    failed > 0 ? `${failed} failed` : '',
    to_judge > 0 ? `${to_judge} to judge` : '',
    diff === null ? '' : diffText(diff),
  ];
  return checks.filter((text) => text !== '').join(', ');
};

const overview = ({ tasks }: Report): string =>
  table(
    ['', 'task', 'state', 'worked', 'cost', 'evidence'],
    tasks.map((task) => [
      marks[task.state],
      `${prose(task.id)} ${prose(task.name)}`,
      stateName(task.state),
      duration(task.worked_ms),
      task.cost.by_model.length === 0 ? '–' : money(task.cost),
      evidenceText(task),
    ]),
    ['worked', 'cost'],
  );

const feedback = ({ date, tasks }: Report): string => {
  const each = tasks.map(({ id, name }) => `## ${id}: ${oneLine(name)}\nRating: ?/5\n\n✅\n⚠️\n\nAction:\n`);
  const skeleton = [
    `# Feedback - ${date}`,
    '',
    ...each,
    '## Orchestrator Performance',
    '- Good:',
    '- Improve:',
  ];
  const file = code(`feedback/${date}.md`);
  return `Write it to ${file}; ${code('orch learn')} makes it tomorrow's instructions.\n\n~~~~markdown\n${skeleton.join('\n')}\n~~~~`;
};

const section = (title: string, text: string): readonly string[] =>
  text === '' ? [] : ['', `## ${title}`, '', text];

/** The evening report: what really happened, with its evidence. */
export const reportMarkdown = (report: Report): string => {
  const { date, file, opened, ended, wall_ms, tasks, cost, day_asks, notices } = report;
  const head = `${code(file)} · ${clockTime(opened)}–${clockTime(ended)} (${duration(wall_ms)}) · ${outcome(report)}`;
  const lines = [tasksLine, costLine, agentsLine, waitingLine].map((line) => line(report));
  const summary = [...lines, ...report.plans.map(prose)].map((line) => `- ${line}`);
  return [
    `# ${longDate(date)}`,
    '',
    head,
    '',
    ...summary,
    ...section('For you', todo(report).join('\n')),
    ...section('Tasks', tasks.length === 0 ? '' : overview(report)),
    ...section('Cost by model', costSection(cost)),
    ...section('Asks of the day', day_asks.flatMap(askLines).join('\n')),
    ...section(
      'Notices',
      notices.map(({ at, level, text }) => `- ${clockTime(at)} ${level}: ${prose(text)}`).join('\n'),
    ),
    ...section('Task by task', tasks.map(taskSection).join('\n\n')),
    ...section('Your feedback', feedback(report)),
    '',
  ].join('\n');
};
