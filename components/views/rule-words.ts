import type { Rule, RuleWish } from '../../src/domain/ask.ts';
import type { AskEntry, DayState } from '../../src/state/model.ts';
import { alike, endWords } from '../../src/state/rules.ts';
import { type Context, shortId } from '../store/context.ts';
import type { RuleBar } from '../store/view.ts';
import { counted, moment } from '../theme/format.ts';

type Scope = RuleWish['scope'];
type Lasts = RuleWish['lasts'];

/** Whom a rule made of this ask reaches. */
export const scopeWords = (day: DayState, ask: AskEntry, scope: Scope): string => {
  if (ask.body.kind === 'approval') return 'this very task, unchanged';
  return scope === 'all' ? 'every task' : `${shortId(day, ask.task ?? '')} only`;
};

export const lastsWords = (lasts: Lasts, now: number): string => {
  if (lasts === 'ever') return 'for good';
  if (lasts === 'day') return 'until the day is over';
  return `1 hour, until ${moment(now + lasts, now)}`;
};

/** What else Enter answers, at once. */
export const alikeWords = ({ run }: Context, { ask, wish }: RuleBar): string => {
  const like = run.day.asks.get(ask);
  const others = like === undefined ? 0 : alike(run.day, like, wish.scope).length;
  return others === 0
    ? 'It answers this ask'
    : `It answers this ask and ${counted(others, 'more', 'more')} alike`;
};

/** `every task, until 15:02`: how far a saved rule reaches. */
export const reachWords = (day: DayState, rule: Rule, now: number): string => {
  const whose = rule.task === null ? 'every task' : `${shortId(day, rule.task)} only`;
  return `${whose}, ${endWords(rule, now, (at) => moment(at, now))}`;
};
