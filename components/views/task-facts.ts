import { stateOf } from '../../src/state/explain.ts';
import type { TaskEntry } from '../../src/state/model.ts';
import { blockedBy, sessionOf, workedMs } from '../../src/state/select.ts';
import { type Context, explained, shortId } from '../store/context.ts';
import { capUsd, clock, counted, span, spent, tokens } from '../theme/format.ts';
import type { Tone } from '../theme/palette.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, padded, piece } from './line.ts';
import { agentName } from './stage-title.ts';
import { stateTone } from './state-sign.ts';
import { wrapped } from './wrap.ts';

const LABEL = 10;

/** `label     value`, the value wrapped under itself. */
export const fact = (
  label: string,
  value: string,
  width: number,
  tone: Tone = 'text',
  most = 3,
): readonly Line[] =>
  wrapped(value, Math.max(8, width - LABEL - 2))
    .slice(0, most)
    .map((text, at) => [piece(` ${padded(at === 0 ? label : '', LABEL - 1)} `, 'dim'), piece(text, tone)]);

const when = (value: string | null | undefined, make: (text: string) => readonly Line[]): readonly Line[] =>
  value === null || value === undefined || value === '' ? [] : make(value);

const moneyWords = (task: TaskEntry): string => {
  // An agent that tells of no use may have cost something all the same.
  const used = spent(task.spend) || (task.sessions.isEmpty() ? '$0.00' : null);
  const to = used === null ? ', cap' : ' of';
  const cap = task.cap_usd === null ? ', no cap of its own' : `${to} ${capUsd(task.cap_usd)}`;
  const unknown =
    task.spend.unknown_tokens > 0 ? `, ${tokens(task.spend.unknown_tokens)} tokens of unknown price` : '';
  return `${used ?? 'no usage told'}${cap}${unknown}`;
};

const names = (context: Context, ids: readonly string[]): string =>
  ids.map((id) => shortId(context.run.day, id)).join(' ');

const checkTone = (ok: boolean | null): Tone => (ok === null ? 'review' : ok ? 'ok' : 'bad');

/** What acceptance said, check by check. */
export const checkLines = (task: TaskEntry, { glyphs }: Theme, width: number): readonly Line[] =>
  task.checks.map((check): Line => {
    const sign =
      check.ok === null ? glyphs.state.waiting : check.ok ? glyphs.state.done : glyphs.state.failed;
    const detail = check.detail === '' || check.ok === true ? '' : `  ${check.detail}`;
    return [
      piece(` ${sign} `, checkTone(check.ok)),
      piece(wrapped(check.what, width - 4)[0] ?? ''),
      piece(detail, 'dim'),
    ];
  });

const changes = (task: TaskEntry): readonly [string, Tone] | null => {
  if (task.diff === null) return null;
  const { files, added, removed } = task.diff;
  const state = task.applied
    ? ', applied'
    : task.isolation === 'shared'
      ? ', in your tree'
      : ', not applied yet';
  return [`${counted(files, 'file')} +${added} −${removed}${files === 0 ? '' : state}`, 'text'];
};

const stateLabel = (task: TaskEntry): string => {
  const state = stateOf(task);
  return state === 'needs_review' ? 'to review' : state;
};

/** The facts of one task, most telling first. */
export const taskFacts = (
  context: Context,
  task: TaskEntry,
  theme: Theme,
  width: number,
): readonly Line[] => {
  const { day } = context.run;
  const session = sessionOf(day, task);
  const blocked = blockedBy(day, task.id);
  const diff = changes(task);
  const worked =
    task.attempt === 0
      ? ''
      : `${span(workedMs(day, task, context.now))}, attempt ${task.attempt} of ${1 + task.spec.retries}`;
  return [
    ...fact(stateLabel(task), explained(day, task, context.now), width, stateTone(task)),
    ...when(worked, (text) => fact('worked', text, width)),
    ...fact('agent', agentName(day, task), width),
    ...fact('spent', moneyWords(task), width),
    ...when(diff?.[0], (text) => fact('changed', text, width)),
    ...when(names(context, task.spec.depends_on), (text) => fact('after', text, width)),
    ...when(names(context, blocked), (text) => fact('blocks', text, width)),
    ...fact(
      'risk',
      `${task.risk.score} of 100${task.risk.dangerous ? ', dangerous' : ''}`,
      width,
      task.risk.dangerous ? 'bad' : 'text',
    ),
    ...when(
      session?.pid == null || session.ended_at !== null
        ? null
        : `${session.pid}, ends with ${session.rung === 'pid-namespace' ? 'its namespace' : 'its process tree'}`,
      (text) => fact('pid', text, width),
    ),
    ...when(task.started_at === null ? null : clock(task.started_at), (text) => fact('began', text, width)),
    ...checkLines(task, theme, width),
  ];
};
