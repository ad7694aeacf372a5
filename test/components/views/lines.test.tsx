import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { plainTheme } from '../../../components/theme/theme.ts';
import { ThemeContext } from '../../../components/theme/theme-context.ts';
import { Lines } from '../../../components/views/Lines.tsx';
import { type Line, piece } from '../../../components/views/line.ts';

const shown = (lines: readonly Line[], width: number, height: number) => {
  const box = (rows: readonly Line[]) => (
    <ThemeContext value={plainTheme}>
      <Lines lines={rows} width={width} height={height} />
    </ThemeContext>
  );
  const app = render(box(lines));
  return {
    rows: () => (app.lastFrame() ?? '').split('\n').map((row) => row.trimEnd()),
    change: (rows: readonly Line[]) => app.rerender(box(rows)),
  };
};

it('is as high as it is told, whatever there is to show', () => {
  expect(shown([[piece('one')]], 10, 3).rows()).toEqual(['one', '', '']);
  expect(shown([[piece('one')], [piece('two')], [piece('three')]], 10, 2).rows()).toEqual(['one', 'two']);
});

it('cuts a row that is too wide, and never a wide letter in half', () => {
  expect(shown([[piece('a long row')]], 6, 1).rows()).toEqual(['a lon…']);
  expect(shown([[piece('日本語')]], 4, 1).rows()).toEqual(['日…']);
});

it('shows what agents say as text, never as an order to the terminal', () => {
  expect(shown([[piece('a\u001b]52;c;eA==\u0007b\u202ec')]], 20, 1).rows()).toEqual(['a ]52;c;eA== bc']);
});

it('draws what has changed', () => {
  const lines = shown([[piece('before')]], 10, 1);
  lines.change([[piece('after')]]);
  expect(lines.rows()).toEqual(['after']);
});
