import type { Bar } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { draftRows } from './draft-rows.ts';
import { type Line, lineWidth, piece } from './line.ts';
import { titleRule } from './titles.ts';
import { wrapped } from './wrap.ts';

/** Side by side where they fit, else one below the other. */
const choiceLines = (bar: Extract<Bar, { kind: 'confirm' }>, width: number): readonly Line[] => {
  const each = bar.choices.map(({ key, label }): Line => [piece(`${key} `, 'accent'), piece(label, 'text')]);
  const beside = each.flatMap((line, at): Line => [piece(at === 0 ? '  ' : '    '), ...line]);
  return lineWidth(beside) <= width ? [beside] : each.map((line) => [piece('  '), ...line]);
};

/** orch's own question, in place of the inbox: what, what it means, and the keys that answer it. */
export const barLines = (bar: Bar, theme: Theme, width: number, height: number): readonly Line[] => {
  const grave = bar.kind === 'confirm' && bar.grave;
  const name = piece(grave ? ' SURE? ' : ' ? ', grave ? 'alarm' : 'badge');
  const title = titleRule([name], width, theme);
  const asked = wrapped(bar.title, width - 4).map(
    (text): Line => [piece('  '), piece(text, grave ? 'bad' : 'accent')],
  );
  const answer: Line[] =
    bar.kind === 'confirm'
      ? [...choiceLines(bar, width)]
      : draftRows(bar.draft, width - 6, 1).map((line) => [
          piece(`  ${theme.glyphs.bar} `, 'accent'),
          ...line,
        ]);
  const detail = wrapped(bar.detail, width - 4).map((text): Line => [piece('  '), piece(text, 'dim')]);
  const room = Math.max(0, height - 1 - answer.length);
  const said = [...asked, ...detail].slice(0, room);
  const gap: Line[] = said.length < room ? [[]] : [];
  return [title, ...said, ...gap, ...answer];
};
