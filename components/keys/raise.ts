import type { Context } from '../store/context.ts';
import { emptyDraft } from '../store/draft.ts';
import type { Outcome } from '../store/view.ts';
import { capUsd, usd } from '../theme/format.ts';
import { nameOf, refused, withBar } from './action.ts';

/** Asks by how much; null raises the day's cap. */
export const raisePrompt = (context: Context, id: string | null): Outcome => {
  const { day } = context.run;
  const task = id === null ? null : (day.tasks.get(id) ?? null);
  const cap = task === null ? day.max_cost_usd : task.cap_usd;
  const used = task === null ? day.spend.usd : task.spend.usd;
  const whose = id === null ? "the day's cap" : `the cap of ${nameOf(context, id)}`;
  if (cap === null)
    return refused(context, `${id === null ? 'the day' : nameOf(context, id)} has no cap in USD`);
  return withBar(context.view, {
    kind: 'prompt',
    title: `Raise ${whose} by how many USD?`,
    detail: `${usd(used)} of ${capUsd(cap)} is spent. What was halted goes on. Enter raises it; Esc leaves it.`,
    purpose: { kind: 'raise', task: id },
    draft: emptyDraft,
  });
};
