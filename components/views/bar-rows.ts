import type { Context } from '../store/context.ts';
import type { Bar } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { draftRows } from './draft-rows.ts';
import { type Line, lineWidth, piece } from './line.ts';
import { choiceRows, ruleDetail } from './rule-rows.ts';
import { titleRule } from './titles.ts';
import { wrapped } from './wrap.ts';

/** Side by side where they fit, else one below the other. */
const choiceLines = (bar: Extract<Bar, { kind: 'confirm' }>, width: number): readonly Line[] => {
  const each = bar.choices.map(({ key, label }): Line => [piece(`${key} `, 'accent'), piece(label, 'text')]);
  const beside = each.flatMap((line, at): Line => [piece(at === 0 ? '  ' : '    '), ...line]);
  return lineWidth(beside) <= width ? [beside] : each.map((line) => [piece('  '), ...line]);
};

const answerLines = (context: Context, bar: Bar, theme: Theme, width: number): readonly Line[] => {
  if (bar.kind === 'rule') return choiceRows(context, bar, width);
  if (bar.kind === 'confirm') return choiceLines(bar, width);
  return draftRows(bar.draft, width - 6, 1).map((line) => [
    piece(`  ${theme.glyphs.bar} `, 'accent'),
    ...line,
  ]);
};

/** As many rows as there is room for; a row more would say so. */
const within = (rows: readonly string[], room: number, { glyphs }: Theme): readonly string[] => {
  if (rows.length <= room) return rows;
  const last = rows[room - 1];
  return last === undefined ? [] : [...rows.slice(0, room - 1), `${last} ${glyphs.more}`];
};

/** orch's own question, in place of the inbox: what, what it means, and the keys that answer it. */
export const barLines = (
  context: Context,
  bar: Bar,
  theme: Theme,
  width: number,
  height: number,
): readonly Line[] => {
  const grave = bar.kind === 'confirm' && bar.grave;
  const name = piece(grave ? ' SURE? ' : ' ? ', grave ? 'alarm' : 'badge');
  const title = titleRule([name], width, theme);
  const answer = answerLines(context, bar, theme, width);
  const room = Math.max(0, height - 1 - answer.length);
  const asked = within(wrapped(bar.title, width - 5), room, theme).map(
    (text): Line => [piece('  '), piece(text, grave ? 'bad' : 'accent')],
  );
  const meaning = bar.kind === 'rule' ? ruleDetail(context, bar) : bar.detail;
  const detail = within(wrapped(meaning, width - 5), room - asked.length, theme).map(
    (text): Line => [piece('  '), piece(text, 'dim')],
  );
  const said = [...asked, ...detail];
  const gap: Line[] = said.length < room ? [[]] : [];
  return [title, ...said, ...gap, ...answer];
};
