import { type Context, listed } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, piece } from './line.ts';
import { partTitle, titleRule } from './titles.ts';

/** `TASKS`, or what is searched for and how much of it was found. */
export const listTitle = (context: Context, theme: Theme, width: number): Line => {
  const { view, run } = context;
  const focused = view.focus === 'list' && !view.typing;
  const title = partTitle('TASKS', focused);
  if (!view.finding && view.filter.text === '') return titleRule(title, width, theme);
  const cursor = view.finding ? [piece(' ', 'badge')] : [];
  const found = `${listed(run.day, view.filter.text).length} of ${run.day.tasks.size}`;
  return titleRule(
    [...title, piece(' /', 'accent'), piece(view.filter.text, 'text'), ...cursor],
    width,
    theme,
    [piece(found, 'dim')],
  );
};
