import { Box } from 'ink';
import type { DayState, SessionEntry, TaskEntry } from '../../src/state/model.ts';
import { gridRects } from '../pane/grid.ts';
import type { Rect } from '../screen/contract.ts';
import { type Context, gridSessions, shortId } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Row } from './Lines.tsx';
import { type Line, lineWidth, piece, shortened } from './line.ts';
import { usePane } from './pane-slot.ts';
import { stateWords } from './stage-title.ts';
import { stateSign, stateTone } from './state-sign.ts';
import { titleRule } from './titles.ts';

interface CellProps {
  readonly context: Context;
  readonly session: SessionEntry;
  readonly width: number;
  readonly height: number;
}

/** The rule on both sides, blanks, and the pointer. */
const FRAME = 6;
const LEAST_NAME = 8;

/** How it stands is read whole; the name gives way. */
const cellTitle = (day: DayState, task: TaskEntry, theme: Theme, width: number): Line => {
  const sign = [stateSign(day, task, theme), piece(` ${shortId(day, task.id)} `, 'dim')];
  const state = piece(stateWords(day, task), stateTone(task));
  const room = width - lineWidth([...sign, state]) - 3;
  const name = room < LEAST_NAME ? '· ' : `${shortened(task.spec.name, room)} · `;
  return [...sign, piece(name, room < LEAST_NAME ? 'dim' : 'text'), state];
};

const Cell = ({ context, session, width, height }: CellProps) => {
  const theme = useTheme();
  const Pane = usePane();
  const { day } = context.run;
  const task = day.tasks.get(session.task);
  if (task === undefined) return null;
  const selected = task.id === context.view.task;
  const title: Line = [
    ...(selected ? [piece(`${theme.glyphs.pointer} `, 'accent')] : []),
    ...cellTitle(day, task, theme, width - FRAME),
  ];
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Row line={titleRule(title, width, theme)} width={width} />
      <Pane
        session={session.id}
        focused={selected && context.view.typing}
        width={width}
        height={Math.max(1, height - 1)}
      />
    </Box>
  );
};

/** Places in the same row of the grid stand together. */
const rowsOf = (rects: readonly Rect[]): readonly (readonly Rect[])[] => {
  const tops = [...new Set(rects.map((rect) => rect.y))];
  return tops.map((top) => rects.filter((rect) => rect.y === top));
};

interface GridProps {
  readonly context: Context;
  readonly width: number;
  readonly height: number;
}

/** Up to six agents at once, each in its own box; one column between neighbours stays free. */
export const Grid = ({ context, width, height }: GridProps) => {
  const sessions = gridSessions(context.run.day, context.view.task);
  const rects = gridRects({ x: 0, y: 0, width, height }, sessions.length);
  const boxed = sessions.flatMap((session, at) => {
    const rect = rects[at];
    return rect === undefined ? [] : [{ session, rect }];
  });
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {rowsOf(rects).map((row) => (
        <Box key={row[0]?.y ?? 0} height={row[0]?.height ?? 0} flexShrink={0}>
          {boxed
            .filter(({ rect }) => row.includes(rect))
            .map(({ session, rect }) => (
              <Box key={session.id} width={rect.width} height={rect.height} flexShrink={0}>
                <Cell
                  context={context}
                  session={session}
                  width={rect.x + rect.width < width ? rect.width - 1 : rect.width}
                  height={rect.height}
                />
              </Box>
            ))}
        </Box>
      ))}
    </Box>
  );
};
