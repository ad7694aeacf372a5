import { Box } from 'ink';
import type { Rect } from '../screen/contract.ts';
import { type Context, liveSession, taskIn, waitingAsks } from '../store/context.ts';
import { useTheme } from '../theme/theme-context.ts';
import { idWidth, shortBlock } from './ask-block.ts';
import { barLines } from './bar-rows.ts';
import { inboxLines, inboxTitle } from './inbox-rows.ts';
import { Lines, Row } from './Lines.tsx';
import { type Line, piece } from './line.ts';
import { listTitle } from './list-title.ts';
import { taskFacts } from './task-facts.ts';
import { taskRows } from './task-rows.ts';
import { titleRule, withJoint } from './titles.ts';
import { wrapped } from './wrap.ts';

interface PartProps {
  readonly context: Context;
  readonly box: Rect;
}

/** A title row and the rows under it. */
const Titled = (props: {
  readonly title: Line;
  readonly lines: readonly Line[];
  readonly marked?: ReadonlySet<number>;
  readonly box: Rect;
}) => {
  const { width, height } = props.box;
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      <Row line={props.title} width={width} />
      <Lines
        lines={props.lines}
        width={width}
        height={height - 1}
        {...(props.marked === undefined ? {} : { marked: props.marked })}
      />
    </Box>
  );
};

/** The day's tasks. */
export const TaskList = ({ context, box }: PartProps) => {
  const theme = useTheme();
  const { lines, marked } = taskRows(context, theme, box.width, box.height - 1);
  const none: Line[] = [[piece('  No task is called so; Esc shows all.', 'dim')]];
  return (
    <Titled
      title={listTitle(context, theme, box.width)}
      lines={lines.length === 0 ? none : lines}
      marked={context.view.focus === 'list' ? marked : new Set()}
      box={box}
    />
  );
};

/** The facts of the selected task, where the list leaves room. */
export const Details = ({ context, box }: PartProps) => {
  const theme = useTheme();
  const task = taskIn(context);
  const alone = task !== null && liveSession(context.run.day, task) === null;
  // Without an agent the stage has the facts; saying them twice says nothing.
  const told = task === null ? '' : task.spec.description;
  const lines =
    task === null || alone
      ? wrapped(told, box.width - 2).map((text): Line => [piece(` ${text}`, 'dim')])
      : taskFacts(context, task, theme, box.width);
  return <Titled title={titleRule([], box.width, theme)} lines={lines} box={box} />;
};

/** What waits for the person; while orch itself asks something, that. */
export const Inbox = ({ context, box, joint }: PartProps & { readonly joint: number | null }) => {
  const theme = useTheme();
  const { bar } = context.view;
  const joined = (line: Line): Line =>
    joint === null ? line : withJoint(line, joint, theme.glyphs.teeUp, theme);
  if (bar !== null) {
    const [title = [], ...lines] = barLines(context, bar, theme, box.width, box.height);
    return <Titled title={joined(title)} lines={lines} box={box} />;
  }
  const { lines } = inboxLines(context, theme, box.width, box.height - 1);
  return <Titled title={joined(inboxTitle(context, theme, box.width))} lines={lines} box={box} />;
};

/** The inbox in one row, where the stage has the rest. */
export const Strip = ({ context, box }: PartProps) => {
  const theme = useTheme();
  const asks = waitingAsks(context.run.day);
  const first = asks[0];
  if (first === undefined) return <Row line={titleRule([], box.width, theme)} width={box.width} />;
  const badge = piece(` ${asks.length} `, 'badge');
  const [line = []] = shortBlock(
    context,
    first,
    theme,
    { ids: idWidth(context, [first]), width: box.width - badge.text.length, selected: false },
    1,
  );
  return <Row line={[badge, ...line]} width={box.width} />;
};
