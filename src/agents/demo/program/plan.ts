import type { Action } from '../actions.ts';
import type { PlanItem } from './scene.ts';

interface Heading {
  readonly text: string;
  readonly at: number;
}

const headings = (actions: readonly Action[]): readonly Heading[] =>
  actions.flatMap((action, at) => (action.do === 'plan' ? [{ text: action.text, at }] : []));

const stateAt = (
  heading: Heading,
  next: Heading | undefined,
  index: number,
  end: number,
): PlanItem['state'] => {
  if (index < heading.at) return 'later';
  return index >= (next?.at ?? end) ? 'done' : 'now';
};

/** The plan as it stands while the action at `index` is played. */
export const planAt = (actions: readonly Action[], index: number): readonly PlanItem[] => {
  const all = headings(actions);
  return all.map((heading, i) => ({
    text: heading.text,
    state: stateAt(heading, all[i + 1], index, actions.length),
  }));
};

/** The part of the plan the action at `index` belongs to. */
export const currentItem = (actions: readonly Action[], index: number): string | null =>
  headings(actions).findLast((heading) => heading.at <= index)?.text ?? null;
