import type { Context } from '../store/context.ts';
import type { Focus } from '../store/view.ts';
import type { Action, Group } from './action.ts';
import { dayActions } from './day-actions.ts';
import { inboxActions } from './inbox-actions.ts';
import { lookActions } from './look-actions.ts';
import { moves } from './move.ts';
import { paneActions } from './pane-actions.ts';
import { replayActions } from './replay-actions.ts';
import { taskActions } from './task-actions.ts';

/** Everything a person can do, once. */
export const actions: readonly Action[] = [
  ...moves,
  ...inboxActions,
  ...taskActions,
  ...lookActions,
  ...paneActions,
  ...dayActions,
  ...replayActions,
];

/** What a key means where the focus is. */
export const actionFor = (key: string, focus: Focus): Action | null =>
  actions.find(
    (each) => each.keys.includes(key) && (each.where === undefined || each.where.includes(focus)),
  ) ?? null;

const shownKeys: Readonly<Record<string, string>> = {
  enter: '⏎',
  escape: 'Esc',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  up: '↑',
  down: '↓',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  f1: 'F1',
  left: '←',
  right: '→',
  space: 'Space',
  ' ': '',
};

/** A key as people write it. */
export const keyText = (key: string): string =>
  shownKeys[key] ?? key.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);

export const keysText = (action: Action): string => action.keys.map(keyText).join(' ');

export interface Hint {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly ready: boolean;
}

const wording = (action: Action, { run, view }: Context): string => {
  if (action.id !== 'pause') return action.label;
  const task = run.day.tasks.get(view.task ?? '');
  const session = run.day.sessions.get(task?.sessions.last() ?? '');
  return session?.paused === true || task?.hold === 'person' ? 'resume' : 'pause';
};

/** The hints of the bottom line: what can be done comes first in its place, what cannot is left out. */
export const hintsFor = (context: Context): readonly Hint[] =>
  actions
    .flatMap((action) => {
      const rank = action.hint?.[context.view.focus];
      return rank === undefined ? [] : [{ action, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ action }) => ({
      id: action.id,
      key: action.shown ?? keyText(action.keys[0] ?? ''),
      label: wording(action, context),
      ready: action.can(context) === null,
    }))
    .filter((hint) => hint.ready);

export const groups: readonly Group[] = ['Move', 'Inbox', 'Task', 'Look', 'Day', 'Replay'];

/** What only the palette has is found there by its label. */
const keysMarkdown = ({ keys, label }: Action): string =>
  keys.length === 0
    ? `\`: ${label}\``
    : keys
        .map(keyText)
        .filter((text) => text !== '')
        .map((text) => `\`${text}\``)
        .join(' ');

/** The keymap as a Markdown table: docs and `?` cannot disagree with the keys. */
export const keymapMarkdown = (): string =>
  groups
    .map((group) => {
      const rows = actions
        .filter((each) => each.group === group)
        .map((each) => `| ${keysMarkdown(each)} | ${each.doc} |`);
      return [`### ${group}`, '', '| key | does |', '|---|---|', ...rows].join('\n');
    })
    .join('\n\n');
