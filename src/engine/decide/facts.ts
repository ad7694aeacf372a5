import type { AskBody } from '../../domain/ask.ts';
import type { Draft } from '../../domain/event.ts';
import type { FactType, HostFact } from '../../domain/fact.ts';
import { totalTokens } from '../../domain/money.ts';
import { riskLine } from '../../safety/command-risk.ts';
import { afterSession } from './after-session.ts';
import { closeAsk, openAsk, openAsksOf, plainAsk } from './asks.ts';
import { deliveredBy, proveDelivery } from './delivery.ts';
import { watchCaps } from './money.ts';
import { wantReview } from './reviews.ts';
import type { Step } from './step.ts';
import { onLimited, onTrouble, settleRecovery } from './trouble.ts';
import { afterTurn, onUntold } from './turns.ts';
import { costDraft, unpriced, usageDraft } from './usage.ts';

/** Who decides on a command sees what the classifier makes of it. */
const classified = (body: AskBody): AskBody => {
  if (body.kind !== 'permission' || body.subject === null) return body;
  const context = [body.context, riskLine(body.subject)].filter((part) => part !== null).join('\n');
  return { ...body, context };
};

const asked = (
  step: Step,
  fact: Extract<HostFact, { type: 'session.asked' | 'session.violated' }>,
  task: string,
): void => {
  const known = openAsksOf(step.state(), { task, key: fact.key })[0];
  if (known !== undefined) {
    // Asked again, by a resumed session or because the answer got lost on its way: it goes out now.
    if (known.answer !== null) step.effect({ do: 'deliver', ask: known.id });
    return;
  }
  // A broken rule freezes the agent before anything else is thought of.
  if (fact.type === 'session.violated') step.effect({ do: 'pause', session: fact.session });
  const { id, rule } = openAsk(step, {
    task,
    session: fact.session,
    key: fact.key,
    body: classified(fact.ask),
    at: fact.at,
  });
  if (rule !== null) {
    if (fact.type === 'session.violated') step.effect({ do: 'continue', session: fact.session });
    step.effect({ do: 'deliver', ask: id });
  }
};

const askGone = (step: Step, fact: Extract<HostFact, { type: 'session.ask_gone' }>): void => {
  for (const ask of openAsksOf(step.state(), { session: fact.session, key: fact.key }))
    if (ask.state === 'sent') deliveredBy(step, ask, fact.how);
    else closeAsk(step, ask, fact.how);
  afterTurn(step, fact.session);
};

const answerSent = (
  step: Step,
  fact: Extract<HostFact, { type: 'session.answer_sent' }>,
  task: string,
): void => {
  if (step.state().open.has(fact.ask))
    step.emit({ type: 'ask.sent', ask: fact.ask, via: fact.via, task, session: fact.session }, fact.at);
};

/** A sign of work: whoever was asked whether it is stuck need not answer any more. */
const closeStuck = (step: Step, session: string): void => {
  const { state, trouble } = step.state().sessions.get(session) ?? {};
  if (state === 'blocked' || trouble?.ended === true) return;
  for (const ask of openAsksOf(step.state(), { session, kind: 'stuck' }))
    closeAsk(step, ask, 'it works again');
};

/** A reviewer is asked for advice; where there is none, the person is. */
const blocked = (step: Step, fact: Extract<HostFact, { type: 'session.blocker' }>, task: string): void => {
  if (wantReview(step, task, 'blocker', fact.text)) return;
  const key = `told:${fact.n}`;
  openAsk(step, {
    task,
    session: fact.session,
    key,
    body: plainAsk('question', fact.text, { layer: 'blocker' }),
    at: fact.at,
  });
};

type Consequence<K extends FactType> = (
  step: Step,
  fact: Extract<HostFact, { type: K }>,
  task: string,
) => void;

/** What follows from a fact, once it stands; a kind without an entry only counts. */
const consequences: { readonly [K in FactType]?: Consequence<K> } = {
  'session.asked': asked,
  'session.violated': asked,
  'session.ask_gone': askGone,
  'session.answer_sent': answerSent,
  'session.answer_failed': (step, fact, task) => {
    const text = `${fact.ask} was not delivered: ${fact.why}`;
    step.emit({ type: 'notice.posted', level: 'warning', task, text });
  },
  'session.usage': (step, fact, task) => {
    watchCaps(step, task, fact.session, unpriced(step, fact));
  },
  'session.cost': (step, fact, task) => watchCaps(step, task, fact.session, null),
  'session.milestone': (step, fact, task) => void wantReview(step, task, 'milestone', fact.text),
  'session.review_requested': (step, fact, task) => void wantReview(step, task, 'request', fact.text),
  'session.blocker': blocked,
  'session.turn_ended': (step, fact) => afterTurn(step, fact.session),
  // What kept its work from being judged may be over.
  'session.continued': (step, fact) => afterTurn(step, fact.session),
  'session.trouble': onTrouble,
  'session.limited': (step, fact) => onLimited(step, fact.session),
  // A turn that ended while the words were under way.
  'session.told': (step, fact) => afterTurn(step, fact.session),
  'session.tell_failed': onUntold,
  'session.exited': (step, fact) => afterSession(step, fact.session, null),
};

const follow = (step: Step, fact: HostFact, task: string): void => {
  const consequence = consequences[fact.type] as Consequence<typeof fact.type> | undefined;
  consequence?.(step, fact as never, task);
};

const drafted = (step: Step, fact: HostFact, task: string): Draft => {
  if (fact.type === 'session.usage') return usageDraft(step.state(), fact, task);
  if (fact.type === 'session.cost') return costDraft(step.state(), fact, task);
  const { at: _at, ...rest } = fact;
  return { ...rest, task };
};

/** A numbered fact of a session host: each is taken once, in order; what is known is passed over. */
export const onHostFact = (step: Step, fact: HostFact): void => {
  const session = step.state().sessions.get(fact.session);
  if (session === undefined || fact.n !== session.last_n + 1) return;
  const draft = drafted(step, fact, session.task);
  proveDelivery(step, session, draft);
  step.emit(draft, fact.at);
  if (draft.type === 'session.usage' && totalTokens(draft.tokens) > 0) settleRecovery(step, session.task);
  closeStuck(step, fact.session);
  follow(step, fact, session.task);
};
