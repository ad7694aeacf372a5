import { countsOf } from '../../src/state/select.ts';
import { burnPerHour } from '../store/burn.ts';
import { type Context, waitingAsks } from '../store/context.ts';
import { capAt, doneAt } from '../store/outlook.ts';
import { capUsd, clock, dayName, spent, tokens, usd } from '../theme/format.ts';
import type { Tone } from '../theme/palette.ts';
import type { Theme } from '../theme/theme.ts';
import { fitted, type Line, lineWidth, type Piece, piece } from './line.ts';

/** A part of the header; the one with the highest rank is left out first where room is short. */
interface Part {
  readonly rank: number;
  readonly side?: 'right';
  readonly line: Line;
  /** Said in its place where room is short. */
  readonly short?: Line;
}

const WARN_AT = 0.75;

const countParts = (context: Context, { glyphs }: Theme): Part[] => {
  const counts = countsOf(context.run.day);
  const asks = waitingAsks(context.run.day).length;
  const part = (n: number, glyph: string, word: string, tone: Tone, rank: number): Part[] =>
    n === 0
      ? []
      : [
          {
            rank,
            line: [piece(glyph, tone), piece(` ${n} ${word}`)],
            short: [piece(glyph, tone), piece(` ${n}`)],
          },
        ];
  const asking: Part[] =
    asks === 0 ? [] : [{ rank: 0, line: [piece(` ${asks} ask${asks === 1 ? 's' : ''} you `, 'badge')] }];
  return [
    ...asking,
    ...part(counts.running, glyphs.state.running, 'running', 'accent', 3),
    ...part(counts.queued + counts.blocked, glyphs.state.queued, 'queued', 'dim', 6),
    ...part(counts.done, glyphs.state.done, 'done', 'ok', 5),
    ...part(counts.needs_review, glyphs.state.needs_review, 'to review', 'review', 4),
    ...part(counts.failed, glyphs.state.failed, 'failed', 'bad', 2),
  ];
};

const bar = (share: number, width: number, { glyphs }: Theme): Piece[] => {
  const full = Math.max(0, Math.min(width, Math.round(share * width)));
  const tone = share >= 1 ? 'bad' : share >= WARN_AT ? 'wait' : 'accent';
  return [piece(glyphs.full.repeat(full), tone), piece(glyphs.empty.repeat(width - full), 'rule')];
};

const moneyParts = ({ run }: Context, theme: Theme): Part[] => {
  const { spend, max_cost_usd: cap } = run.day;
  const used = spent(spend) || usd(0);
  const unpriced: Part[] =
    spend.unknown_tokens === 0
      ? []
      : [{ rank: 9, line: [piece(`${tokens(spend.unknown_tokens)} tokens of unknown price`, 'wait')] }];
  if (cap === null)
    return [
      { rank: 1, line: [piece(used, 'text'), piece(' no cap', 'dim')], short: [piece(used)] },
      ...unpriced,
    ];
  const share = cap === 0 ? 1 : spend.usd / cap;
  const tone = share >= 1 ? 'bad' : share >= WARN_AT ? 'wait' : 'text';
  const sum = [piece(used, tone), piece(` / ${capUsd(cap)}`, 'dim')];
  const percent = piece(` ${Math.round(share * 100)}%`, tone);
  return [
    { rank: 1, line: [...sum, piece(' '), ...bar(share, 10, theme), percent], short: [...sum, percent] },
    ...unpriced,
  ];
};

const timeParts = ({ run, now }: Context, { glyphs }: Theme): Part[] => {
  const { day } = run;
  if (day.phase === 'ended') return [{ rank: 7, line: [piece(`over ${clock(day.ended_at ?? now)}`, 'dim')] }];
  if (day.phase === 'stopping') return [{ rank: 2, line: [piece('stopping', 'wait')] }];
  const perHour = burnPerHour(run.burn, day.opened_at, now);
  const done = doneAt(day, now);
  const cap = capAt(day, perHour, now);
  const burning: Part[] = perHour === null ? [] : [{ rank: 8, line: [piece(`${usd(perHour)}/h`, 'dim')] }];
  if (cap !== null && (done === null ? cap - now < 3_600_000 : cap < done))
    return [...burning, { rank: 4, line: [piece(`cap ${glyphs.about}${clock(cap)}`, 'wait')] }];
  return done === null
    ? burning
    : [...burning, { rank: 7, line: [piece(`done ${glyphs.about}${clock(done)}`, 'dim')] }];
};

const linkParts = ({ run }: Context): Part[] => {
  if (run.link.state === 'gone') return [{ rank: 0, line: [piece(' engine away ', 'alarm')] }];
  return run.link.state === 'replay' ? [{ rank: 0, line: [piece(' replay ', 'badge')] }] : [];
};

const GAP = '  ';

const joined = (parts: readonly Part[]): Line =>
  parts.flatMap((part, at) => (at === 0 ? part.line : [piece(GAP), ...part.line]));

const room = (parts: readonly Part[]): number => lineWidth(joined(parts)) + 2 + GAP.length;

const unshort = ({ short: _, ...part }: Part): Part => part;

/** Shortens what can be said shorter, then leaves out what matters least, until all fits. */
const squeezed = (given: readonly Part[], width: number): readonly Part[] => {
  let parts = [...given];
  while (room(parts) > width) {
    const shortable = parts.filter((part) => part.short !== undefined).sort((a, b) => b.rank - a.rank)[0];
    const least = [...parts].sort((a, b) => b.rank - a.rank)[0];
    if (least === undefined || least.rank === 0) return parts;
    const short = shortable?.short;
    parts =
      short !== undefined && shortable !== undefined && shortable.rank >= least.rank
        ? parts.map((part) => (part === shortable ? { ...unshort(part), line: short } : part))
        : parts.filter((part) => part !== least);
  }
  return parts;
};

/** The day at one glance, in one row. */
export const headerLine = (context: Context, theme: Theme, width: number): Line => {
  const { day } = context.run;
  const name: Part = { rank: 0, line: [piece('orch', 'accent')] };
  const date: Part[] = day.date === '' ? [] : [{ rank: 8, line: [piece(dayName(day.date), 'dim')] }];
  const left = [name, ...date, ...linkParts(context), ...countParts(context, theme)];
  const right = day.phase === 'none' ? [] : [...timeParts(context, theme), ...moneyParts(context, theme)];
  const all = squeezed([...left, ...right.map((part) => ({ ...part, side: 'right' }) as const)], width);
  const leftLine = joined(all.filter((part) => part.side === undefined));
  const rightLine = joined(all.filter((part) => part.side === 'right'));
  const gap = Math.max(1, width - 2 - lineWidth(leftLine) - lineWidth(rightLine));
  return fitted([piece(' '), ...leftLine, piece(' '.repeat(gap)), ...rightLine, piece(' ')], width);
};

/** For the terminal's own title: what a person sees who looks elsewhere. */
export const windowTitle = (context: Context): string => {
  const { day } = context.run;
  if (day.phase === 'none') return 'orch';
  const asks = waitingAsks(day).length;
  const counts = countsOf(day);
  const words = [
    asks > 0 ? `${asks} ask${asks === 1 ? 's' : ''} you` : '',
    counts.running > 0 ? `${counts.running} running` : '',
    day.phase === 'ended' ? 'day over' : '',
    usd(day.spend.usd),
  ];
  return `orch: ${words.filter(Boolean).join(' · ')}`;
};
