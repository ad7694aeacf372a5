import { planLines } from '../state/plan-windows.ts';
import type { Status, StatusTask } from '../state/select.ts';
import { duration, usd } from './format.ts';
import { marks, paint } from './style.ts';

const bar = (part: number, width: number): string => {
  const full = Math.max(0, Math.min(width, Math.round(part * width)));
  return '▓'.repeat(full) + '░'.repeat(width - full);
};

const money = (status: Status): string => {
  const { usd: spent, cap_usd, unknown_tokens } = status.cost;
  const unknown = unknown_tokens > 0 ? ` + ${unknown_tokens} tokens of unknown price` : '';
  if (cap_usd === null) return `${usd(spent)}${unknown}`;
  const part = cap_usd === 0 ? 1 : spent / cap_usd;
  return `${usd(spent)} of ${usd(cap_usd)} ${bar(part, 10)} ${Math.round(part * 100)}%${unknown}`;
};

const counts = (status: Status): string =>
  Object.entries(status.counts)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${n} ${name.replace('_', ' ')}`)
    .join(' · ');

const clip = (text: string, width: number): string =>
  [...text].length <= width ? text.padEnd(width) : `${[...text].slice(0, width - 1).join('')}…`;

const widest = (texts: readonly string[], limit: number): number =>
  Math.min(limit, Math.max(0, ...texts.map((text) => [...text].length)));

/** Unknown is never $0. */
const spent = ({ cost_usd, unknown_tokens }: StatusTask): string => {
  if (unknown_tokens > 0) return cost_usd > 0 ? `${usd(cost_usd)}+?` : '$?';
  return cost_usd > 0 ? usd(cost_usd) : '';
};

const taskLines = (status: Status, columns: number, color: boolean): string[] => {
  const tone = paint(color);
  const idWidth = widest(
    status.tasks.map((task) => task.id),
    16,
  );
  const nameWidth = widest(
    status.tasks.map((task) => task.name),
    Math.max(12, Math.floor(columns / 3)),
  );
  return status.tasks.map((task: StatusTask) => {
    const mark = marks[task.state];
    const time = (task.worked_ms > 0 ? duration(task.worked_ms) : '').padStart(6);
    const cost = spent(task).padStart(7);
    const head = `${clip(task.id, idWidth)}  ${clip(task.name, nameWidth)} ${time} ${cost}  `;
    const room = Math.max(10, columns - [...head].length - 4);
    return `  ${tone(mark.tone, mark.glyph)} ${head}${tone('dim', clip(task.why, room).trimEnd())}`;
  });
};

const inboxLines = (status: Status, now: number, color: boolean): string[] => {
  const tone = paint(color);
  return status.inbox.flatMap((ask) => {
    const waits = duration(now - Date.parse(ask.since));
    const state =
      ask.state === 'sent' ? 'sent, not yet taken up' : ask.answered ? 'being sent' : `waits ${waits}`;
    const options = ask.options.map((option, i) => `${i + 1} ${option}${i === ask.recommended ? ' ★' : ''}`);
    const head = `  ${tone('yellow', ask.id.padEnd(4))} ${(ask.task ?? 'the day').padEnd(12)} ${ask.text}  ${tone('dim', state)}`;
    return options.length === 0 ? [head] : [head, `                   ${options.join('   ')}`];
  });
};

/** The day on one screen of text. */
export const statusText = (status: Status, now: number, columns: number, color: boolean): string => {
  const tone = paint(color);
  const engine = status.engine === null ? 'no engine runs' : `engine ${status.engine.pid}`;
  const end = status.phase === 'ended' ? ' · over' : '';
  const lines = [
    `${tone('bold', 'orch')} · ${status.day}${end} · ${counts(status)} · ${money(status)} ${tone('dim', `· ${engine}`)}`,
    '',
    ...taskLines(status, columns, color),
  ];
  const plans = planLines(status.plans, now);
  if (plans.length > 0)
    lines.push('', ...plans.map((line) => `  ${tone('dim', clip(line, columns - 4).trimEnd())}`));
  if (status.inbox.length > 0) lines.push('', tone('bold', 'INBOX'), ...inboxLines(status, now, color));
  const said = status.notices
    .slice(-3)
    .map((notice) => `  ${tone('dim', clip(notice.text, columns - 4).trimEnd())}`);
  if (said.length > 0) lines.push('', ...said);
  return `${lines.join('\n')}\n`;
};

/** What waits for the person, whole. */
export const inboxText = (status: Status, now: number, color: boolean): string => {
  if (status.inbox.length === 0) return 'Nothing waits for you.\n';
  const tone = paint(color);
  return status.inbox
    .map((ask) => {
      const more = [ask.context, ask.subject === null ? null : `› ${ask.subject}`, ask.impact];
      const lines = [
        `${tone('yellow', ask.id)}  ${tone('bold', ask.kind)} from ${ask.task ?? 'the day'} · ${ask.state === 'sent' ? 'sent, not yet taken up' : `waits ${duration(now - Date.parse(ask.since))}`}`,
        `    ${ask.text.split('\n').join('\n    ')}`,
        ...more.flatMap((text) =>
          text === null ? [] : [`    ${tone('dim', text.split('\n').join('\n    '))}`],
        ),
        ...ask.options.map((option, i) => `    ${i + 1}  ${option}${i === ask.recommended ? ' ★' : ''}`),
        tone('dim', `    → ${howTo(ask.id, ask.kind)}`),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
};

const howTo = (id: string, kind: string): string => {
  if (kind === 'question') return `orch answer ${id} --option N, or orch answer ${id} "your words"`;
  if (kind === 'stuck') return `orch answer ${id} --option N`;
  if (kind === 'cap') return `orch raise USD, or orch deny ${id} to leave it`;
  return `orch approve ${id} [--always], or orch deny ${id} [--reason "…"] [--kill]`;
};
