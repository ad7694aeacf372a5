import { renderToString, Text } from 'ink';
import type { Context } from '../../components/store/context.ts';
import { plainTheme, type Theme } from '../../components/theme/theme.ts';
import { ThemeContext } from '../../components/theme/theme-context.ts';
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
export const drawn = (context: Context, theme: Theme = plainTheme): readonly string[] =>
  renderToString(
    <ThemeContext value={theme}>
      <PaneSlot value={FakePane}>
        <App context={context} />
      </PaneSlot>
    </ThemeContext>,
    { columns: context.view.size.columns },
  )
    .split('\n')
    .map((row) => row.trimEnd());
