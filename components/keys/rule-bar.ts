import type { Command } from '../../src/domain/command.ts';
import type { AskEntry } from '../../src/state/model.ts';
import { lastsOf } from '../../src/state/rules.ts';
import type { Key } from '../screen/contract.ts';
import type { Context } from '../store/context.ts';
import { keyName } from '../store/draft.ts';
import { endsFor, scopesFor } from '../store/rule-choices.ts';
import type { Outcome, RuleBar } from '../store/view.ts';
import { sends, stays, withBar } from './action.ts';

type Word = RuleBar['word'];

/** Shows what a rule would say, word for word, before it is saved. */
export const askForRule = ({ view }: Context, ask: AskEntry, word: Word): Outcome =>
  withBar(view, {
    kind: 'rule',
    title: `Always ${word.answer}: ${ask.body.subject ?? ''}`,
    ask: ask.id,
    word,
    wish: { scope: 'all', lasts: 'ever' },
  });

const after = <T>(all: readonly T[], one: T): T => all[(all.indexOf(one) + 1) % all.length] ?? one;

const saved = ({ view }: Context, { ask, word, wish }: RuleBar): Outcome => {
  const rule = { ...wish, lasts: lastsOf(wish) };
  const command: Command =
    word.answer === 'allow'
      ? { do: 'ask.approve', ask, rule }
      : { do: 'ask.deny', ask, reason: word.reason, rule };
  const said = word.answer === 'allow' ? 'allowed, and the rule is saved' : 'denied, and the rule is saved';
  return sends({ ...view, bar: null }, command, said, ask);
};

/** A key while a rule is put together: scope and end change, Enter saves it. */
export const pressRule = (context: Context, bar: RuleBar, key: Key): Outcome => {
  const { view, run } = context;
  const ask = run.day.asks.get(bar.ask);
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c' || ask === undefined) return stays({ ...view, bar: null });
  if (name === 'enter') return saved(context, bar);
  const { scope, lasts } = bar.wish;
  if (name === 's') {
    const next = after(scopesFor(ask), scope);
    return stays({ ...view, bar: { ...bar, wish: { scope: next, lasts: lastsOf({ scope: next, lasts }) } } });
  }
  if (name === 'e')
    return stays({ ...view, bar: { ...bar, wish: { scope, lasts: after(endsFor(scope), lasts) } } });
  return stays(view);
};
