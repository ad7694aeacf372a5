import type { Answer, RuleWish } from '../../domain/ask.ts';
import type { Command } from '../../domain/command.ts';
import { type Failure, fail } from '../../domain/errors.ts';
import type { EndCause } from '../../domain/event.ts';
import type { AskEntry } from '../../state/model.ts';
import { alike } from '../../state/rules.ts';
import { settleApproval } from './approval.ts';
import { closeAsk } from './asks.ts';
import { endSession } from './ending.ts';
import { settleReviewAsk } from './review-outcome.ts';
import { saveRule } from './rules.ts';
import type { Step } from './step.ts';
import { STUCK_CHOICES } from './stuck.ts';
import { endTask } from './task-end.ts';
import { settlePath } from './trouble.ts';

type Of<D extends Command['do']> = Extract<Command, { do: D }>;
type Word = Exclude<Answer, { kind: 'text' }>;

const find = (step: Step, id: string): AskEntry | Failure => {
  const ask = step.state().asks.get(id);
  if (ask === undefined) return fail('ask.unknown', `no ask ${id}`).error;
  if (ask.state === 'closed' || ask.state === 'delivered')
    return fail('ask.closed', `${id} is ${ask.state}${ask.how === null ? '' : `: ${ask.how}`}`).error;
  if (ask.answer !== null) return fail('ask.closed', `${id} is answered already`).error;
  return ask;
};

const isFailure = (found: AskEntry | Failure): found is Failure => 'code' in found;

const emitAnswer = (step: Step, ask: AskEntry, answer: Answer): void =>
  step.emit({
    type: 'ask.answered',
    ask: ask.id,
    answer,
    by: 'person',
    ...(ask.task === null ? {} : { task: ask.task }),
    ...(ask.session === null ? {} : { session: ask.session }),
  });

/** A word on a review is carried out here: no agent waits for it. */
const settleReview = (step: Step, ask: AskEntry, review: string): void => {
  const answer = step.state().asks.get(ask.id)?.answer;
  if (answer?.kind !== 'text' || ask.task === null) return;
  closeAsk(step, ask, answer.text);
  settleReviewAsk(step, ask.task, review, answer.option, answer.text);
};

/** A frozen agent must run again to hear the answer. */
const send = (step: Step, ask: AskEntry): void => {
  if (ask.key?.startsWith('review:')) {
    settleReview(step, ask, ask.key.slice('review:'.length));
    return;
  }
  if (ask.key?.startsWith('path:')) {
    settlePath(step, ask.id, ask.key.slice('path:'.length));
    return;
  }
  if (ask.body.kind === 'violation' && ask.session !== null)
    step.effect({ do: 'continue', session: ask.session });
  step.effect({ do: 'deliver', ask: ask.id });
};

const wrongKind = (ask: AskEntry, mend: string): Failure =>
  fail('ask.kind', `${ask.id} is a ${ask.body.kind}`, { mend }).error;

/** Killed as stuck it begins anew; out of trouble it goes on with its conversation. */
const againCause = (step: Step, session: string): EndCause =>
  step.state().sessions.get(session)?.trouble?.ended === true ? 'recovery' : 'stuck';

const settleStuck = (step: Step, ask: AskEntry, option: number | null): void => {
  closeAsk(step, ask, STUCK_CHOICES[option ?? 0] ?? '');
  if (ask.session === null) return;
  if (option === 1) endSession(step, ask.session, 'person', 0);
  if (option === 2) endSession(step, ask.session, againCause(step, ask.session), 0);
};

const chosen = (ask: AskEntry, command: Of<'ask.answer'>): Answer | Failure => {
  const { option } = command;
  if (option !== undefined) {
    const text = ask.body.options[option - 1];
    if (text === undefined)
      return fail('ask.option', `${ask.id} has ${ask.body.options.length} options, not ${option}`).error;
    return { kind: 'text', text, option: option - 1 };
  }
  if (command.text === undefined || command.text.trim() === '')
    return fail('ask.option', `the answer to ${ask.id} is empty`, { mend: 'give a text, or --option N' })
      .error;
  return { kind: 'text', text: command.text, option: null };
};

/** A question or a choice is answered by text or by number. */
export const onAnswer = (step: Step, command: Of<'ask.answer'>): Failure | null => {
  const ask = find(step, command.ask);
  if (isFailure(ask)) return ask;
  if (ask.body.kind !== 'question' && ask.body.kind !== 'stuck')
    return wrongKind(ask, ask.body.kind === 'cap' ? '`orch raise` it' : '`orch approve` or `orch deny` it');
  const answer = chosen(ask, command);
  if ('code' in answer) return answer;
  if (ask.body.kind === 'stuck' && command.option === undefined)
    return fail('ask.option', `${ask.id} is answered by number`, { mend: 'give --option N' }).error;
  emitAnswer(step, ask, answer);
  if (ask.body.kind === 'stuck') settleStuck(step, ask, answer.kind === 'text' ? answer.option : null);
  else send(step, ask);
  return null;
};

type Settle = (step: Step, ask: AskEntry, word: Word) => void;

const settle: Settle = (step, ask, word) => {
  emitAnswer(step, ask, word);
  if (ask.body.kind === 'approval') settleApproval(step, ask.id);
  else send(step, ask);
};

const settleByKilling: Settle = (step, ask, word) => {
  if (ask.session === null) {
    settle(step, ask, word);
    return;
  }
  emitAnswer(step, ask, word);
  endSession(step, ask.session, 'violation', 0);
};

interface Saying {
  readonly ask: AskEntry;
  readonly word: Word;
  readonly rule: RuleWish | undefined;
  readonly by: Settle;
}

/** With a rule, asks alike that wait elsewhere are answered by the same word. */
const say = (step: Step, { ask, word, rule, by }: Saying): Failure | null => {
  const refusal = rule === undefined ? null : saveRule(step, ask, word, rule);
  if (refusal !== null) return refusal;
  const others = rule === undefined ? [] : alike(step.state(), ask, rule.scope);
  by(step, ask, word);
  for (const { id } of others) {
    const other = step.state().asks.get(id);
    if (other?.answer === null && step.state().open.has(id)) settle(step, other, word);
  }
  return null;
};

const approvable = new Set(['permission', 'approval', 'violation']);

export const onApprove = (step: Step, command: Of<'ask.approve'>): Failure | null => {
  const ask = find(step, command.ask);
  if (isFailure(ask)) return ask;
  if (!approvable.has(ask.body.kind))
    return wrongKind(ask, ask.body.kind === 'cap' ? '`orch raise` it' : '`orch answer` it');
  return say(step, { ask, word: { kind: 'allow' }, rule: command.rule, by: settle });
};

/** A review that stays at its cap is over: its author must not wait for it. */
const endReview = (step: Step, id: string | null): void => {
  const task = step.state().tasks.get(id ?? '');
  if (task?.spec.reviews === undefined) return;
  endSession(step, task.sessions.last() ?? '', 'person', 0);
  if (task.phase === 'queued') endTask(step, task.id, 'failed', 'halted at its cap');
};

export const onDeny = (step: Step, command: Of<'ask.deny'>): Failure | null => {
  const ask = find(step, command.ask);
  if (isFailure(ask)) return ask;
  if (ask.body.kind === 'cap') {
    closeAsk(step, ask, 'the cap stays');
    endReview(step, ask.task);
    return null;
  }
  if (!approvable.has(ask.body.kind)) return wrongKind(ask, '`orch answer` it');
  const word: Word = { kind: 'deny', reason: command.reason };
  return say(step, { ask, word, rule: command.rule, by: command.kill === true ? settleByKilling : settle });
};
