import type { AskEntry } from '../../src/state/model.ts';
import { type Context, inboxRows, waitingAsks } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { idWidth, shortBlock, wholeBlock } from './ask-block.ts';
import { happenings } from './happenings.ts';
import { type Line, piece } from './line.ts';
import { titleRule } from './titles.ts';

export interface InboxRows {
  readonly lines: readonly Line[];
  /** The ask of each row, for the mouse; null where a row is nobody's. */
  readonly asks: readonly (string | null)[];
}

interface Block {
  readonly ask: string;
  readonly lines: readonly Line[];
}

const selectedIn = (context: Context, asks: readonly AskEntry[]): string | null => {
  const { view } = context;
  if (view.focus === 'inbox') return view.ask;
  return asks.find((ask) => ask.task !== null && ask.task === view.task && ask.answer === null)?.id ?? null;
};

/** Drops blocks from the far end until the selected one is in sight. */
const inSight = (blocks: readonly Block[], selected: string | null, height: number): readonly Block[] => {
  const at = Math.max(
    0,
    blocks.findIndex((block) => block.ask === selected),
  );
  let from = 0;
  const rows = (): number => blocks.slice(from, at + 1).reduce((sum, block) => sum + block.lines.length, 0);
  while (from < at && rows() > height) from += 1;
  return blocks.slice(from);
};

const nothingWaits = (context: Context, theme: Theme, width: number, height: number): InboxRows => {
  const calm: Line = [piece(` ${theme.glyphs.state.done} `, 'ok'), piece('Nothing waits for you.', 'dim')];
  const lines = [calm, ...happenings(context, theme, width, height - 1)];
  return { lines, asks: lines.map(() => null) };
};

/** The inbox within so many rows: the selected ask whole, the others as short as they must be. */
export const inboxLines = (context: Context, theme: Theme, width: number, height: number): InboxRows => {
  const asks = inboxRows(context.run.day, context.now);
  if (asks.length === 0) return nothingWaits(context, theme, width, height);
  const selected = selectedIn(context, asks);
  const ids = idWidth(context, asks);
  const tight = asks.length * 2 > height;
  const whole = context.view.focus === 'inbox' || asks.length === 1 || height >= asks.length * 2 + 3;
  const blocks = asks.map((ask): Block => {
    const place = { ids, width, selected: ask.id === selected };
    const full = place.selected && whole;
    const rows = tight && !place.selected ? 1 : 2;
    const room = Math.max(3, height - (asks.length - 1) * (tight ? 1 : 2));
    return {
      ask: ask.id,
      lines: full
        ? wholeBlock(context, ask, theme, place, tight ? height : room)
        : shortBlock(context, ask, theme, place, rows),
    };
  });
  const seen = inSight(blocks, selected, height);
  return {
    lines: seen.flatMap((block) => block.lines).slice(0, height),
    asks: seen.flatMap((block) => block.lines.map(() => block.ask)).slice(0, height),
  };
};

/** `INBOX 2`: loud while something waits. */
export const inboxTitle = (context: Context, theme: Theme, width: number): Line => {
  const waits = waitingAsks(context.run.day).length;
  const focused = context.view.focus === 'inbox';
  const name = piece('INBOX', focused ? 'accent' : 'dim');
  const title = waits === 0 ? [name] : [name, piece(' '), piece(` ${waits} `, 'badge')];
  return titleRule(title, width, theme);
};
