import type { Mouse } from '../screen/contract.ts';
import type { Context } from '../store/context.ts';
import { type Layout, layoutOf, partAt } from '../store/layout.ts';
import type { Focus, Outcome } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { inboxLines } from '../views/inbox-rows.ts';
import { taskRows } from '../views/task-rows.ts';
import { stays } from './action.ts';
import { actionFor } from './keymap.ts';
import { enterPane, focused, withAskSelected } from './move.ts';

const onTask = (context: Context, theme: Theme, { list }: Layout, row: number): Outcome => {
  const view = focused({ ...context, view: { ...context.view, reader: null } }, 'list');
  if (list === null || row === 0) return stays(view);
  const task = taskRows(context, theme, list.width, list.height - 1).tasks[row - 1];
  return stays(task === undefined ? view : { ...view, task: task.id });
};

const onAsk = (context: Context, theme: Theme, { inbox }: Layout, row: number): Outcome => {
  const view = focused(context, 'inbox');
  if (inbox === null || row === 0) return stays(view);
  const ask = inboxLines(context, theme, inbox.width, inbox.height - 1).asks[row - 1];
  return stays(ask == null ? view : withAskSelected({ ...context, view }, ask));
};

/** A click on the pane looks at it; one more gives it the keyboard. */
const onStage = (context: Context): Outcome => {
  const { view } = context;
  if (view.focus === 'stage' && view.reader === null && !view.grid) return enterPane(context);
  return stays({ ...view, focus: 'stage' });
};

const clicked = (context: Context, theme: Theme, layout: Layout, x: number, y: number): Outcome => {
  const hit = partAt(layout, x, y);
  if (hit?.part === 'list') return onTask(context, theme, layout, hit.row);
  if (hit?.part === 'inbox') return onAsk(context, theme, layout, hit.row);
  if (hit?.part === 'strip') return stays(focused(context, 'inbox'));
  return hit?.part === 'stage' ? onStage(context) : stays(context.view);
};

const wheelFocus: Readonly<Record<string, Focus>> = { list: 'list', stage: 'stage', inbox: 'inbox' };
const WHEEL_ROWS = 3;

/** The wheel turns what is under it, wherever the keys go. */
const wheeled = (context: Context, layout: Layout, mouse: Mouse): Outcome => {
  const { view } = context;
  const down = mouse.action === 'wheel-down';
  const part = partAt(layout, mouse.x, mouse.y)?.part ?? '';
  const focus = wheelFocus[part];
  if (focus === undefined) return stays(view);
  if (focus === 'stage' && view.reader !== null) {
    const top = Math.max(0, view.reader.top + (down ? WHEEL_ROWS : -WHEEL_ROWS));
    return stays({ ...view, reader: { ...view.reader, top } });
  }
  const action = actionFor(down ? 'down' : 'up', focus);
  if (action === null) return stays(view);
  const turned = action.act({ ...context, view: { ...view, focus } }, '');
  return { ...turned, view: { ...turned.view, focus: view.focus } };
};

/** What the mouse does. While orch asks something at the bottom it does nothing: only keys answer. */
export const point = (context: Context, mouse: Mouse, theme: Theme): Outcome => {
  const { view, run } = context;
  if (view.bar !== null || view.palette !== null) return stays(view);
  const layout = layoutOf(view, run.day.tasks.size);
  if (view.typing) {
    // The agent's own mouse is its pane's business; anywhere else a click takes the keyboard back.
    if (mouse.action !== 'press' || partAt(layout, mouse.x, mouse.y)?.part === 'stage') return stays(view);
    return point({ ...context, view: { ...view, typing: false } }, mouse, theme);
  }
  if (mouse.action === 'wheel-up' || mouse.action === 'wheel-down') return wheeled(context, layout, mouse);
  if (mouse.action !== 'press' || mouse.button !== 0) return stays(view);
  return clicked(context, theme, layout, mouse.x, mouse.y);
};
