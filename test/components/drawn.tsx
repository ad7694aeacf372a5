import { renderToString, Text } from 'ink';
import type { Context } from '../../components/store/context.ts';
import { App } from '../../components/views/App.tsx';
import { PaneSlot } from '../../components/views/pane-slot.ts';

const FakePane = ({ session, width, height }: { session: string | null; width: number; height: number }) => (
  <Text>
    {Array.from({ length: height }, (_, row) =>
      row === 0 ? `screen of ${session}`.padEnd(width) : ' ',
    ).join('\n')}
  </Text>
);

/** The whole screen as its rows of text. */
export const drawn = (context: Context): readonly string[] =>
  renderToString(
    <PaneSlot value={FakePane}>
      <App context={context} />
    </PaneSlot>,
    { columns: context.view.size.columns },
  )
    .split('\n')
    .map((row) => row.trimEnd());
