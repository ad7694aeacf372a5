import { Box, Text } from 'ink';
import type { Event } from '../../src/domain/event.ts';
import type { Context } from '../store/context.ts';
import { layoutOf } from '../store/layout.ts';
import { useTheme } from '../theme/theme-context.ts';
import { footerLine } from './footer.ts';
import { headerLine } from './header.ts';
import { Lines, Row } from './Lines.tsx';
import { piece } from './line.ts';
import { Details, Inbox, Strip, TaskList } from './Parts.tsx';
import { Stage } from './Stage.tsx';
import { centred, wholeState } from './states.ts';
import { timelineLine } from './timeline.ts';

interface AppProps {
  readonly context: Context;
  /** All events of a replayed day: its timeline stands in a row of its own, below all else. */
  readonly past?: readonly Event[] | null;
}

/** The line between list and stage. */
const Post = ({ height, joint }: { readonly height: number; readonly joint: number | null }) => {
  const { palette, glyphs } = useTheme();
  const signAt = (row: number): string => {
    if (row === 0) return glyphs.teeDown;
    return row === joint ? glyphs.teeLeft : glyphs.post;
  };
  const rows = Array.from({ length: height }, (_, row) => signAt(row));
  return (
    <Box width={1} height={height} flexShrink={0}>
      <Text {...palette.rule}>{rows.join('\n')}</Text>
    </Box>
  );
};

const Body = ({ context }: AppProps) => {
  const { list, details, stage, inbox, strip } = layoutOf(context.view, context.run.day.tasks.size);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box flexShrink={0}>
        {list !== null && (
          <Box flexDirection="column" width={list.width} flexShrink={0}>
            <TaskList context={context} box={list} />
            {details !== null && <Details context={context} box={details} />}
          </Box>
        )}
        {list !== null && stage !== null && (
          <Post height={stage.height} joint={details === null ? null : details.y - stage.y} />
        )}
        {stage !== null && <Stage context={context} box={stage} />}
      </Box>
      {inbox !== null && <Inbox context={context} box={inbox} joint={stage === null ? null : stage.x - 1} />}
      {strip !== null && <Strip context={context} box={strip} />}
    </Box>
  );
};

/** The whole screen, row by row as large as the terminal. */
export const App = ({ context, past = null }: AppProps) => {
  const theme = useTheme();
  const { columns, rows } = context.view.size;
  const shape = layoutOf(context.view, 0).shape;
  if (shape === 'none') return <Row line={[piece('orch needs more room')]} width={columns} />;
  const instead = context.view.reader === null && context.view.palette === null ? wholeState(context) : null;
  return (
    <Box flexDirection="column" width={columns} height={past === null ? rows : rows + 1} overflow="hidden">
      <Row line={headerLine(context, theme, columns)} width={columns} />
      {instead === null ? (
        <Body context={context} />
      ) : (
        <Lines lines={centred(instead, columns, rows - 2)} width={columns} height={rows - 2} />
      )}
      <Row line={footerLine(context, theme, columns)} width={columns} />
      {past !== null && <Row line={timelineLine(context, past, theme, columns)} width={columns} />}
    </Box>
  );
};
