import { stateOf } from '../../src/state/explain.ts';
import type { DayState, TaskEntry } from '../../src/state/model.ts';
import { sessionOf, workedMs } from '../../src/state/select.ts';
import { sourceNames } from '../../src/state/source-names.ts';
import { type Context, liveSession, shortId } from '../store/context.ts';
import { capUsd, span, spent } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, lineWidth, piece, shortened } from './line.ts';
import { stateTone } from './state-sign.ts';
import { titleRule } from './titles.ts';

export const agentName = (day: DayState, task: TaskEntry): string => {
  const session = sessionOf(day, task);
  const agent = session?.agent ?? task.spec.agents[0] ?? '';
  const model = session?.model ?? task.spec.model;
  return model === null ? agent : `${agent}·${model}`;
};

/** It broke a rule and stands still for it. */
const isFrozen = (day: DayState, task: TaskEntry): boolean =>
  task.asks.some((ask) => day.asks.get(ask)?.body.kind === 'violation');

/** What the agent does and who says so; a guess says that it is one. */
export const stateWords = (day: DayState, task: TaskEntry): string => {
  const session = liveSession(day, task);
  const state = stateOf(task).replace('_', ' ');
  if (session === null) return task.phase === 'checking' ? 'its checks run' : state;
  if (!session.responsive) return 'its host does not answer';
  if (session.ending !== null) return `being ended: ${session.ending}`;
  if (session.paused && isFrozen(day, task)) return 'frozen until you answer';
  if (session.paused) return state === 'waiting' ? 'waiting, paused' : 'paused';
  return state === 'waiting' ? 'waiting for you' : `${session.state} (${sourceNames[session.source]})`;
};

/** The rule, the pointer and a blank on either side. */
const FRAME = 8;

/** `003 Pagination rework · claude·sonnet · 12m · $1.82/$5 · working (hook)` */
export const paneTitle = (context: Context, task: TaskEntry, width: number): Line => {
  const { day } = context.run;
  const money = spent(task.spend);
  const cap = task.cap_usd === null ? '' : `/${capUsd(task.cap_usd)}`;
  const middle = [
    agentName(day, task),
    task.attempt > 1 ? `attempt ${task.attempt}` : '',
    task.attempt === 0 ? '' : span(workedMs(day, task, context.now)),
    money === '' ? '' : `${money}${cap}`,
  ].filter((each) => each !== '');
  const id = piece(shortId(day, task.id), 'dim');
  const rest = [piece(` · ${middle.join(' · ')} · `, 'dim'), piece(stateWords(day, task), stateTone(task))];
  // The name gives way: who works and how it stands must be read whole.
  const room = Math.max(6, width - FRAME - lineWidth([id, ...rest]));
  return [id, piece(` ${shortened(task.spec.name, room)}`, 'text'), ...rest];
};

/** What stands there instead of an agent's screen, and how much of it is read. */
interface Instead {
  readonly name: string;
  readonly soFar: string;
}

/** The line above the stage. */
export const stageTitle = (
  context: Context,
  theme: Theme,
  width: number,
  task: TaskEntry | null,
  instead: Instead | null,
): Line => {
  const { view } = context;
  if (view.typing) {
    const keys = [piece(' KEYBOARD IN PANE ', 'badge'), piece(' Ctrl-] leaves', 'dim')];
    return titleRule(
      task === null ? [] : paneTitle(context, task, width - lineWidth(keys) - 3),
      width,
      theme,
      keys,
    );
  }
  const focused = view.focus === 'stage';
  if (instead !== null) {
    const of =
      task === null ? [] : [piece(`  ${shortId(context.run.day, task.id)} ${task.spec.name}`, 'text')];
    return titleRule([piece(instead.name, focused ? 'accent' : 'dim'), ...of], width, theme, [
      piece(instead.soFar === '' ? 'Esc closes' : `${instead.soFar} · Esc closes`, 'dim'),
    ]);
  }
  if (task === null) return titleRule([], width, theme);
  const mark = focused ? [piece(`${theme.glyphs.pointer} `, 'accent')] : [];
  return titleRule([...mark, ...paneTitle(context, task, width)], width, theme);
};
