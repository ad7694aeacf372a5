import type { Answer, Rule, RuleWish } from '../../domain/ask.ts';
import { type Failure, fail } from '../../domain/errors.ts';
import { dangerousIn } from '../../safety/dangerous.ts';
import type { AskEntry } from '../../state/model.ts';
import { isOver, lastsOf } from '../../state/rules.ts';
import type { Step } from './step.ts';

type Word = Exclude<Answer, { kind: 'text' }>;

const dangerOf = (step: Step, { body, task }: AskEntry): string | null => {
  if (body.kind === 'approval' && step.state().tasks.get(task ?? '')?.risk.dangerous === true)
    return 'the task is dangerous';
  const dangerous = dangerousIn(body.subject ?? '');
  return dangerous === null ? null : `it is dangerous: ${dangerous}`;
};

const untilOf = (wish: RuleWish, now: number): 'day' | number | null => {
  const lasts = lastsOf(wish);
  if (lasts === 'day') return lasts;
  return lasts === 'ever' ? null : now + lasts;
};

/** What the new rule says of all it covers, none before it need say. */
const removeOlder = (step: Step, { kind, subject, task }: Omit<Rule, 'id'>): void => {
  for (const older of step.state().rules)
    if (older.kind === kind && older.subject === subject && (task === null || older.task === task))
      step.emit({ type: 'rule.removed', rule: older.id });
};

/** Saves what a person said of one ask for all asks alike; what is dangerous is allowed once at a time. */
export const saveRule = (step: Step, ask: AskEntry, word: Word, wish: RuleWish): Failure | null => {
  const { kind, subject } = ask.body;
  if (subject === null) return fail('rule.wrong', `${ask.id} names nothing a rule could hold on to`).error;
  const danger = word.kind === 'allow' ? dangerOf(step, ask) : null;
  if (danger !== null) return fail('rule.wrong', `${ask.id} cannot be allowed always, ${danger}`).error;
  const numbers = step.state().rules.map((rule) => Number(rule.id.slice(1)) || 0);
  const rule: Rule = {
    id: `r${Math.max(0, ...numbers) + 1}`,
    kind,
    subject,
    task: wish.scope === 'task' ? ask.task : null,
    answer: word.kind,
    until: untilOf(wish, step.now),
    reason: word.kind === 'deny' ? word.reason : null,
  };
  removeOlder(step, rule);
  step.emit({ type: 'rule.saved', rule });
  return null;
};

/** What a rule says, as the answer to one ask. */
export const wordOf = ({ id, answer, reason }: Rule): Word =>
  answer === 'allow' ? { kind: 'allow' } : { kind: 'deny', reason: reason ?? `rule ${id}` };

/** A new day: rules of the day before, of one of its tasks, or whose time is up, do not come along. */
export const comesAlong = (rule: Rule, now: number): boolean =>
  rule.task === null && rule.until !== 'day' && !isOver(rule, now);
