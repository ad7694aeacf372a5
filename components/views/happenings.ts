import { type Context, shortId } from '../store/context.ts';
import { clock } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { eventWords } from './event-words.ts';
import { fitted, type Line, padded, piece, widthOf } from './line.ts';

const told = new Set([
  'task.ended',
  'task.applied',
  'attempt.started',
  'attempt.not_started',
  'session.milestone',
  'ask.delivered',
  'cap.warned',
  'cap.raised',
  'notice.posted',
  'day.file_refused',
  'day.stopping',
  'day.ended',
  'day.opened',
  'journal.salvaged',
  'rule.saved',
]);

/** The last few things worth telling, newest first: what fills a calm inbox. */
export const happenings = (
  context: Context,
  _theme: Theme,
  width: number,
  height: number,
): readonly Line[] => {
  const { run } = context;
  const latest = run.events
    .filter((event) => told.has(event.type))
    .slice(-Math.max(0, height))
    .reverse();
  const ids = latest.map((event) => (event.task === undefined ? '' : shortId(run.day, event.task)));
  const idColumn = Math.min(14, Math.max(0, ...ids.map(widthOf)));
  return latest.map((event, at) =>
    fitted(
      [
        piece(`   ${clock(event.at)}  `, 'dim'),
        piece(`${padded(ids[at] ?? '', idColumn)}  `, 'dim'),
        piece(eventWords(event) ?? event.type, 'dim'),
      ],
      width,
    ),
  );
};
