import { Box, Text } from 'ink';
import { memo } from 'react';
import { ascii } from '../theme/glyphs.ts';
import { inAscii } from '../theme/in-ascii.ts';
import { useTheme } from '../theme/theme-context.ts';
import { fitted, type Line, lineWidth } from './line.ts';

/** One row, cut or filled to its width. `marked` lays the selection's colour under all of it. */
export const Row = memo(
  ({
    line,
    width,
    marked = false,
  }: {
    readonly line: Line;
    readonly width: number;
    readonly marked?: boolean;
  }) => {
    const { palette, glyphs } = useTheme();
    const under = marked ? palette.selected : {};
    const pieces = lineWidth(line) === width ? line : fitted(line, width);
    return (
      <Text wrap="truncate">
        {pieces.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
          <Text key={at} {...under} {...palette[each.tone]}>
            {glyphs === ascii ? inAscii(each.text) : each.text}
          </Text>
        ))}
      </Text>
    );
  },
);

interface LinesProps {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  /** Rows with the selection's colour. */
  readonly marked?: ReadonlySet<number>;
}

const blank: Line = [];

/** A box of rows: never more, never fewer than its height. */
export const Lines = ({ lines, width, height, marked }: LinesProps) => (
  <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
    {Array.from({ length: height }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
      <Row key={row} line={lines[row] ?? blank} width={width} marked={marked?.has(row) ?? false} />
    ))}
  </Box>
);
