import { Box, Text } from 'ink';
import type { ComponentType } from 'react';
import type { PaneProps } from './Pane.tsx';

/** Panes as plain lines of text: for tests, and for readers of screens. */
export const textPane =
  (textOf: (session: string) => string): ComponentType<PaneProps> =>
  ({ session, width, height }) => {
    const lines = session === null ? [] : textOf(session).split('\n').slice(-height);
    return (
      <Box width={width} height={height} flexShrink={0} flexDirection="column" overflow="hidden">
        <Text wrap="truncate">{lines.join('\n')}</Text>
      </Box>
    );
  };
