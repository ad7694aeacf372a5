import { Box } from 'ink';
import type { Rect } from '../screen/contract.ts';
import { type Context, liveSession, taskIn } from '../store/context.ts';
import type { Reader } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Grid } from './Grid.tsx';
import { Lines, Row } from './Lines.tsx';
import { piece } from './line.ts';
import { paletteLines } from './palette-lines.ts';
import { usePane } from './pane-slot.ts';
import { readerLines, readerNames } from './read.ts';
import { stageTitle } from './stage-title.ts';
import { dayOver } from './states.ts';
import { taskCard } from './task-card.ts';

interface StageProps {
  readonly context: Context;
  readonly box: Rect;
}

interface BodyProps {
  readonly context: Context;
  readonly width: number;
  readonly height: number;
}

const ReaderBody = ({ context, reader, width, height }: BodyProps & { readonly reader: Reader }) => {
  const theme = useTheme();
  const lines = readerLines(context, reader, theme, width);
  return <Lines lines={lines.slice(reader.top, reader.top + height)} width={width} height={height} />;
};

/** `40 of 120 lines` where there is more to read than fits. */
const readSoFar = (context: Context, theme: Theme, { width, height }: Rect): string => {
  const { reader, palette } = context.view;
  if (reader === null || palette !== null) return '';
  const total = readerLines(context, reader, theme, width).length;
  const shown = reader.top + height - 1;
  return total <= height - 1 ? '' : `${Math.min(total, shown)} of ${total} lines`;
};

const TaskBody = ({ context, width, height }: BodyProps) => {
  const theme = useTheme();
  const Pane = usePane();
  const task = taskIn(context);
  const session = task === null ? null : liveSession(context.run.day, task);
  // Its host is not up yet: asked for its screen now, it would be asked again only after a pause.
  if (session !== null && session.host_pid === null)
    return <Lines lines={[[], [piece('  Its agent is starting…', 'dim')]]} width={width} height={height} />;
  if (session !== null)
    return <Pane session={session.id} focused={context.view.typing} width={width} height={height} />;
  const card = task === null ? [] : taskCard(context, task, theme, width);
  return <Lines lines={[...dayOver(context, theme), ...card]} width={width} height={height} />;
};

const Body = (props: BodyProps) => {
  const theme = useTheme();
  const { context, width, height } = props;
  const { palette, reader, grid, zoom } = context.view;
  if (palette !== null) {
    const { lines, marked } = paletteLines(context, palette, theme, width, height);
    return <Lines lines={lines} marked={marked} width={width} height={height} />;
  }
  if (reader !== null) return <ReaderBody {...props} reader={reader} />;
  if (grid && !zoom) return <Grid {...props} />;
  return <TaskBody {...props} />;
};

const nameOf = ({ view }: Context): string | null => {
  if (view.palette !== null) return 'EVERYTHING';
  if (view.reader !== null) return readerNames[view.reader.kind];
  return view.grid && !view.zoom ? 'GRID' : null;
};

/** The large part: the selected agent's screen, or whatever was asked for instead. */
export const Stage = ({ context, box }: StageProps) => {
  const theme = useTheme();
  const { view, run } = context;
  const ofDay =
    view.palette !== null ||
    (view.reader !== null && view.reader.task === null) ||
    nameOf(context) === 'GRID';
  const shown = view.reader?.task == null ? taskIn(context) : (run.day.tasks.get(view.reader.task) ?? null);
  const name = nameOf(context);
  const instead = name === null ? null : { name, soFar: readSoFar(context, theme, box) };
  const title = stageTitle(context, theme, box.width, ofDay ? null : shown, instead);
  return (
    <Box flexDirection="column" width={box.width} height={box.height} flexShrink={0} overflow="hidden">
      <Row line={title} width={box.width} />
      <Body context={context} width={box.width} height={box.height - 1} />
    </Box>
  );
};
