import type { Context } from '../store/context.ts';
import type { Deed } from '../store/view.ts';
import { type Action, stays } from './action.ts';

const inReplay = ({ run }: Context): string | null =>
  run.link.state === 'replay' ? null : 'only a past day can be gone along: `orch replay`';

const along = (
  id: string,
  keys: readonly string[],
  label: string,
  doc: string,
  deed: Deed,
  rank?: number,
): Action => ({
  id,
  keys,
  label,
  doc,
  group: 'Replay',
  can: inReplay,
  act: ({ view }) => stays(view, deed),
  ...(rank === undefined ? {} : { hint: { list: rank, stage: rank, inbox: rank } }),
});

const MINUTE = 60_000;
const WHOLE_DAY = 1e9;

/** Going along a past day; panes, questions and dollars move together. */
export const replayActions: readonly Action[] = [
  along('play', ['space', ' '], 'play', 'Play the day, or stop it there', { do: 'play' }, 0.1),
  along('event-before', ['left'], 'before', 'To the moment something happened before', {
    do: 'step',
    by: -1,
  }),
  {
    ...along(
      'event-next',
      ['right'],
      'moment',
      'To the next moment something happened',
      { do: 'step', by: 1 },
      0.2,
    ),
    shown: '←→',
  },
  along('minute-back', ['['], 'minute back', 'A minute back', { do: 'seek', by: -MINUTE }),
  along('minute-on', [']'], 'minute on', 'A minute on', { do: 'seek', by: MINUTE }),
  along('day-begin', ['{'], "the day's beginning", 'To the beginning of the day', {
    do: 'seek',
    by: -WHOLE_DAY,
  }),
  along('day-end', ['}'], "the day's end", 'To the end of the day', { do: 'seek', by: WHOLE_DAY }),
  along('faster', ['+', '='], 'faster', 'Play faster', { do: 'speed', by: 1 }),
  along('slower', ['-'], 'slower', 'Play slower', { do: 'speed', by: -1 }),
];
