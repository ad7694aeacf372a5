import type { Event } from '../../src/domain/event.ts';
import type { Context } from '../store/context.ts';
import { clockSeconds } from '../theme/format.ts';
import type { Tone } from '../theme/palette.ts';
import type { Theme } from '../theme/theme.ts';
import { fitted, type Line, lineWidth, type Piece, piece } from './line.ts';

interface Mark {
  readonly sign: string;
  readonly tone: Tone;
  readonly weight: number;
}

/** What is worth a sign on the timeline; where two fall on one cell, the graver shows. */
const markOf = (event: Event, { glyphs }: Theme): Mark | null => {
  if (event.type === 'ask.opened') {
    const grave = event.body.kind === 'violation';
    return { sign: glyphs.ask[event.body.kind], tone: grave ? 'bad' : 'wait', weight: grave ? 3 : 2 };
  }
  if (event.type !== 'task.ended') return null;
  return event.state === 'done'
    ? { sign: glyphs.state.done, tone: 'ok', weight: 1 }
    : { sign: glyphs.state[event.state], tone: event.state === 'failed' ? 'bad' : 'review', weight: 2 };
};

/** The whole day in one row: what happened where, and how far it is played. */
export const timelineLine = (context: Context, all: readonly Event[], theme: Theme, width: number): Line => {
  const { link } = context.run;
  if (link.state !== 'replay') return [];
  const left = [
    piece(` ${link.playing ? '▶' : theme.glyphs.paused} `, 'accent'),
    piece(`${clockSeconds(link.at)} `),
  ];
  const right = [piece(` ${clockSeconds(link.to)}  ×${link.speed} `, 'dim')];
  const cells = Math.max(1, width - lineWidth(left) - lineWidth(right));
  const placeOf = (at: number): number =>
    Math.min(cells - 1, Math.floor(((at - link.from) / Math.max(1, link.to - link.from)) * cells));
  const marks = new Map<number, Mark>();
  for (const event of all) {
    const mark = markOf(event, theme);
    const place = placeOf(event.at);
    if (mark !== null && mark.weight > (marks.get(place)?.weight ?? 0)) marks.set(place, mark);
  }
  const here = placeOf(link.at);
  const row = Array.from({ length: cells }, (_, at): Piece => {
    const mark = marks.get(at);
    if (at === here) return piece(mark?.sign ?? theme.glyphs.post, 'badge');
    if (mark !== undefined) return piece(mark.sign, at <= here ? mark.tone : 'dim');
    return piece(theme.glyphs.rule, at <= here ? 'accent' : 'rule');
  });
  return fitted([...left, ...row, ...right], width);
};
