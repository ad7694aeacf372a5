import type { AskBody, Rule, RuleWish } from '../domain/ask.ts';
import type { AskEntry, DayState } from './model.ts';

/** Its time is up: it answers nothing any more. */
export const isOver = ({ until }: Rule, now: number): boolean => typeof until === 'number' && until <= now;

/** The rule that answers this ask, the one said last where there are several. */
export const ruleFor = (
  state: DayState,
  task: string | undefined,
  body: AskBody,
  now: number,
): Rule | undefined =>
  state.rules.findLast(
    (rule) =>
      rule.kind === body.kind &&
      body.subject !== null &&
      rule.subject === body.subject &&
      (rule.task === null || rule.task === task) &&
      !isOver(rule, now),
  );

/** What else waits for the same word: a rule made of this ask answers it too. */
export const alike = (state: DayState, like: AskEntry, scope: RuleWish['scope']): readonly AskEntry[] =>
  like.body.subject === null
    ? []
    : [...state.open]
        .flatMap((id) => state.asks.get(id) ?? [])
        .filter(
          (ask) =>
            ask.id !== like.id &&
            ask.answer === null &&
            ask.body.kind === like.body.kind &&
            ask.body.subject === like.body.subject &&
            (scope === 'all' || ask.task === like.task),
        );

/** A rule for one task is never for good: tomorrow another task may bear its name. */
export const lastsOf = ({ scope, lasts }: RuleWish): RuleWish['lasts'] =>
  scope === 'task' && lasts === 'ever' ? 'day' : lasts;

/** `until 15:02`; the clock is the person's, so it is handed in. */
export const endWords = (
  { until }: Pick<Rule, 'until'>,
  now: number,
  clock: (at: number) => string,
): string => {
  if (until === undefined || until === null) return 'for good';
  if (until === 'day') return 'until the day is over';
  return `${until <= now ? 'expired' : 'until'} ${clock(until)}`;
};
