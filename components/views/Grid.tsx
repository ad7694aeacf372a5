import { Box } from 'ink';
import type { SessionEntry } from '../../src/state/model.ts';
import { type Context, gridSessions, shortId } from '../store/context.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Row } from './Lines.tsx';
import { type Line, piece } from './line.ts';
import { usePane } from './pane-slot.ts';
import { stateWords } from './stage-title.ts';
import { stateSign, stateTone } from './state-sign.ts';
import { titleRule } from './titles.ts';

/** How many stand side by side: as near to a terminal's shape as the stage allows. */
export const gridColumns = (count: number, width: number): number => {
  if (count <= 1) return 1;
  if (width < 120) return 1 + Number(count > 3 && width >= 80);
  return count <= 4 ? 2 : 3;
};

interface CellProps {
  readonly context: Context;
  readonly session: SessionEntry;
  readonly width: number;
  readonly height: number;
}

const Cell = ({ context, session, width, height }: CellProps) => {
  const theme = useTheme();
  const Pane = usePane();
  const { day } = context.run;
  const task = day.tasks.get(session.task);
  if (task === undefined) return null;
  const selected = task.id === context.view.task;
  const title: Line = [
    ...(selected ? [piece(`${theme.glyphs.pointer} `, 'accent')] : []),
    stateSign(day, task, theme),
    piece(` ${shortId(day, task.id)} `, 'dim'),
    piece(`${task.spec.name} · `),
    piece(stateWords(day, task), stateTone(task)),
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

interface GridProps {
  readonly context: Context;
  readonly width: number;
  readonly height: number;
}

/** Up to six agents at once, each in its own box. */
export const Grid = ({ context, width, height }: GridProps) => {
  const sessions = gridSessions(context.run.day, context.view.task);
  const columns = gridColumns(sessions.length, width);
  const rows = Math.max(1, Math.ceil(sessions.length / columns));
  const cellHeight = Math.max(3, Math.floor(height / rows));
  const gap = 1;
  const cellWidth = Math.floor((width - gap * (columns - 1)) / columns);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the grid is its place
        <Box key={row} columnGap={gap} height={cellHeight} flexShrink={0}>
          {sessions.slice(row * columns, (row + 1) * columns).map((session) => (
            <Cell
              key={session.id}
              context={context}
              session={session}
              width={cellWidth}
              height={cellHeight}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
};
