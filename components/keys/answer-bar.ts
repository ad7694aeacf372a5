import type { Key } from '../screen/contract.ts';
import type { Context } from '../store/context.ts';
import { edited, keyName } from '../store/draft.ts';
import { type Bar, type Outcome, told, type View } from '../store/view.ts';
import { capUsd } from '../theme/format.ts';
import { sends, stays } from './action.ts';
import { askForRule, pressRule } from './rule-bar.ts';

type Prompt = Extract<Bar, { kind: 'prompt' }>;
type Confirm = Extract<Bar, { kind: 'confirm' }>;

const closed = (view: View): View => ({ ...view, bar: null });

const MOST_USD = 1_000_000;

const raised = (context: Context, bar: Prompt, task: string | null): Outcome => {
  const text = bar.draft.text.trim().replace(/^\$/, '').replace(',', '.');
  const by = Number(text);
  if (text === '' || !Number.isFinite(by) || by <= 0 || by > MOST_USD)
    return stays(told(context.view, 'wait', 'give an amount in USD above 0, such as 5 or 2.50', context.now));
  return sends(closed(context.view), { do: 'cap.raise', task, by_usd: by }, `raised by ${capUsd(by)}`);
};

const reasonOf = ({ draft }: Prompt): string | null => (draft.text.trim() === '' ? null : draft.text.trim());

/** The reason written so far goes into the rule. */
const deniedAlways = (context: Context, bar: Prompt, id: string): Outcome => {
  const ask = context.run.day.asks.get(id);
  if (ask === undefined || ask.body.subject === null) return stays(context.view);
  return askForRule(context, ask, { answer: 'deny', reason: reasonOf(bar) });
};

const submitted = (context: Context, bar: Prompt): Outcome => {
  const { purpose, draft } = bar;
  if (purpose.kind === 'raise') return raised(context, bar, purpose.task);
  if (purpose.kind === 'search') return stays(closed(context.view), { do: 'search', text: draft.text });
  const command = { do: 'ask.deny', ask: purpose.ask, reason: reasonOf(bar) } as const;
  return sends(closed(context.view), command, '', purpose.ask);
};

const pressPrompt = (context: Context, bar: Prompt, key: Key): Outcome => {
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c') return stays(closed(context.view));
  if (name === 'enter') return submitted(context, bar);
  if (name === 'tab' && bar.purpose.kind === 'deny') return deniedAlways(context, bar, bar.purpose.ask);
  const draft = edited(bar.draft, key);
  return stays(draft === null ? context.view : { ...context.view, bar: { ...bar, draft } });
};

/** Only the keys that are named count: an Enter too many must not kill anything. */
const pressConfirm = ({ view }: Context, bar: Confirm, key: Key): Outcome => {
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c') return stays(closed(view));
  const choice = bar.choices.find((each) => each.key === name);
  if (choice === undefined) return stays(view);
  const sending = choice.deeds.flatMap((deed) => (deed.do === 'send' && deed.ask !== null ? [deed.ask] : []));
  return {
    view: {
      ...closed(view),
      sending: sending.length === 0 ? view.sending : new Set([...view.sending, ...sending]),
      leaveWhenOver: view.leaveWhenOver || choice.thenLeave === true,
    },
    deeds: choice.deeds,
  };
};

/** A key while orch itself asks at the bottom. */
export const pressBar = (context: Context, bar: Bar, key: Key): Outcome => {
  if (bar.kind === 'rule') return pressRule(context, bar, key);
  return bar.kind === 'prompt' ? pressPrompt(context, bar, key) : pressConfirm(context, bar, key);
};
