import type { AskEntry } from '../../src/state/model.ts';
import { askIn, type Context } from '../store/context.ts';
import { draftOf, emptyDraft } from '../store/draft.ts';
import { type Outcome, told } from '../store/view.ts';
import { type Action, nameOf, noEngine, refused, sends, stays, withBar } from './action.ts';
import { enterPane } from './move.ts';
import { raisePrompt } from './raise.ts';
import { askForRule } from './rule-bar.ts';

const yesOrNo = new Set(['permission', 'approval', 'violation']);

/** The ask can be answered now, and is still the one the person looked at. */
const answerable = (context: Context, check: (ask: AskEntry) => string | null): string | null => {
  const ask = askIn(context);
  if (ask === null)
    return context.view.focus === 'inbox'
      ? 'nothing is selected in the inbox'
      : 'the selected task asks nothing';
  if (ask.answer !== null || ask.state !== 'open') return `${ask.id} is answered already`;
  if (context.view.sending.has(ask.id)) return `your answer to ${ask.id} is on its way`;
  return noEngine(context) ?? check(ask);
};

const wants = {
  question: 'is a question: choose by number or write',
  permission: 'asks for permission: a or d',
  approval: 'asks for approval: a or d',
  violation: 'is a broken rule: a, d or x',
  cap: 'is a cap: raise it with $, or leave it with d',
  stuck: 'is answered by number',
} as const;

const asYesOrNo = (ask: AskEntry): string | null =>
  yesOrNo.has(ask.body.kind) ? null : `${ask.id} ${wants[ask.body.kind]}`;

const asDenied = (ask: AskEntry): string | null => (ask.body.kind === 'cap' ? null : asYesOrNo(ask));

const asChosen = (ask: AskEntry): string | null =>
  ask.body.options.length > 0 ? null : `${ask.id} has no numbered options`;

const asWritten = (ask: AskEntry): string | null =>
  ask.body.kind === 'question' ? null : `${ask.id} ${wants[ask.body.kind]}`;

/** Runs with the ask the check has found; without one there is nothing to do. */
const onAsk =
  (act: (context: Context, ask: AskEntry, key: string) => Outcome) =>
  (context: Context, key: string): Outcome => {
    const ask = askIn(context);
    return ask === null ? refused(context, 'nothing is selected') : act(context, ask, key);
  };

const whose = (context: Context, ask: AskEntry): string =>
  ask.task === null ? 'The day' : nameOf(context, ask.task);

const chosen = (context: Context, ask: AskEntry, key: string): Outcome => {
  const text = ask.body.options[Number(key) - 1];
  if (text === undefined) return refused(context, `${ask.id} has no option ${key}`);
  const command = { do: 'ask.answer', ask: ask.id, option: Number(key) } as const;
  return sends(context.view, command, '', ask.id);
};

const denied = (context: Context, ask: AskEntry): Outcome => {
  if (ask.body.kind === 'cap')
    return sends(context.view, { do: 'ask.deny', ask: ask.id, reason: null }, 'the cap stays', ask.id);
  return withBar(context.view, {
    kind: 'prompt',
    title: `Deny ${whose(context, ask)}: ${ask.body.subject ?? ask.body.text}`,
    detail: `The agent is told why and goes on. Enter denies, with or without a reason; ${ask.body.subject === null ? '' : 'Tab denies always; '}Esc does not.`,
    purpose: { kind: 'deny', ask: ask.id },
    draft: emptyDraft,
  });
};

/** Writing goes on where it was left. */
export const writing = ({ view }: Context, ask: AskEntry): Outcome =>
  stays({
    ...view,
    focus: 'inbox',
    ask: ask.id,
    task: ask.task ?? view.task,
    writing: { ask: ask.id, draft: view.drafts[ask.id] ?? draftOf(''), back: 0 },
  });

const opened = (context: Context, ask: AskEntry): Outcome => {
  if (ask.body.kind === 'cap') return raisePrompt(context, ask.task);
  if (ask.body.kind === 'question' && asWritten(ask) === null) {
    const why = answerable(context, asWritten);
    return why === null ? writing(context, ask) : refused(context, why);
  }
  return enterPane(context);
};

export const inboxActions: readonly Action[] = [
  {
    id: 'choose',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1-9',
    label: 'choose',
    doc: 'Answer with the option of that number',
    group: 'Inbox',
    hint: { inbox: 2 },
    can: (context) => answerable(context, asChosen),
    act: onAsk(chosen),
  },
  {
    id: 'write',
    keys: ['t'],
    label: 'write',
    doc: 'Write an answer; Enter or a paste in the inbox begins one too',
    group: 'Inbox',
    hint: { inbox: 3 },
    can: (context) => answerable(context, asWritten),
    act: onAsk(writing),
  },
  {
    id: 'approve',
    keys: ['a'],
    label: 'approve',
    doc: 'Allow it once',
    group: 'Inbox',
    hint: { list: 4, inbox: 4 },
    can: (context) => answerable(context, asYesOrNo),
    act: onAsk((context, ask) => sends(context.view, { do: 'ask.approve', ask: ask.id }, '', ask.id)),
  },
  {
    id: 'deny',
    keys: ['d'],
    label: 'deny',
    doc: 'Deny it, with a reason if you like; the agent goes on',
    group: 'Inbox',
    hint: { list: 5, inbox: 5 },
    can: (context) => answerable(context, asDenied),
    act: onAsk(denied),
  },
  {
    id: 'allow-always',
    keys: ['A'],
    label: 'always',
    doc: 'Allow it always, by a rule: shows whom it reaches and how long, before it is saved',
    group: 'Inbox',
    hint: { inbox: 6 },
    can: (context) =>
      answerable(
        context,
        (ask) =>
          asYesOrNo(ask) ??
          (ask.body.subject === null ? `${ask.id} names nothing a rule could hold on to` : null),
      ),
    act: onAsk((context, ask) => askForRule(context, ask, { answer: 'allow' })),
  },
  {
    id: 'open-ask',
    keys: ['enter'],
    label: 'open',
    doc: 'Write an answer to a question; go to the screen of anything else',
    group: 'Inbox',
    where: ['inbox'],
    can: (context) => (askIn(context) === null ? 'nothing is selected in the inbox' : null),
    act: onAsk(opened),
  },
  {
    id: 'quiet',
    keys: [],
    label: 'bell on or off',
    doc: 'Whether the terminal rings and notifies when something new waits',
    group: 'Inbox',
    can: () => null,
    act: ({ view, now }) =>
      stays(
        told({ ...view, quiet: !view.quiet }, 'ok', view.quiet ? 'the bell is on' : 'the bell is off', now),
      ),
  },
];
