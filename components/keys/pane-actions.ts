import { type Context, liveSession, taskIn } from '../store/context.ts';
import { emptyDraft } from '../store/draft.ts';
import { type Action, stays, withBar } from './action.ts';

const withPane = (context: Context): string | null => {
  const task = taskIn(context);
  if (task === null) return 'no task is selected';
  if (context.view.reader !== null) return 'what is on the stage is no screen of an agent';
  return liveSession(context.run.day, task) === null ? 'no agent is at work here' : null;
};

/** What can be done with an agent's screen without typing into it. */
export const paneActions: readonly Action[] = [
  {
    id: 'search',
    keys: ['/'],
    label: 'search',
    doc: 'Search the screen and the lines above it',
    group: 'Look',
    where: ['stage'],
    hint: { stage: 5 },
    can: withPane,
    act: ({ view }) =>
      withBar(view, {
        kind: 'prompt',
        title: 'Search the screen and the lines above it',
        detail: 'n goes to the next line that says so, N to the one before.',
        purpose: { kind: 'search' },
        draft: emptyDraft,
      }),
  },
  {
    id: 'next-match',
    keys: ['n'],
    label: 'next match',
    doc: 'The next line that was searched for',
    group: 'Look',
    where: ['stage'],
    can: withPane,
    act: ({ view }) => stays(view, { do: 'match', by: 1 }),
  },
  {
    id: 'match-before',
    keys: ['N'],
    label: 'match before',
    doc: 'The line before it that says so',
    group: 'Look',
    where: ['stage'],
    can: withPane,
    act: ({ view }) => stays(view, { do: 'match', by: -1 }),
  },
  {
    id: 'copy',
    keys: ['y'],
    label: 'copy',
    doc: 'Copy the selected text of the pane, or what is in sight, to your clipboard',
    group: 'Look',
    where: ['stage'],
    hint: { stage: 6 },
    can: withPane,
    act: ({ view }) => stays(view, { do: 'copy' }),
  },
];
