import type { Fact } from '../../domain/fact.ts';
import { textOf } from '../record.ts';
import { fieldsOf } from './fields.ts';
import { type Fields, type Known, type OpenAsk, type Step, unchanged } from './known.ts';
import { permissionFact, permissionKey } from './permission.ts';
import { type Chosen, questionKey, questionsOf } from './question.ts';

const idOf = (asked: Fields): string => textOf(asked.id) ?? '';
const sessionOf = (asked: Fields): string => textOf(asked.sessionID) ?? '';

const opened = (known: Known, ask: OpenAsk, fact: Fact): Step => ({
  facts: [fact],
  known: { ...known, asks: [...known.asks, ask] },
});

const isOpen = (known: Known, id: string): boolean => known.asks.some((ask) => ask.id === id);

const askPermission = (known: Known, asked: Fields, why: string | null): Step => {
  const id = idOf(asked);
  if (isOpen(known, id)) return unchanged(known);
  const fact = permissionFact(asked, known.cwd, why);
  const text = `${fact.ask.text}: ${fact.ask.subject}`;
  return opened(
    known,
    { id, key: permissionKey(id), session: sessionOf(asked), text, questions: null },
    fact,
  );
};

/** What a command is for is told with its call, now and then just after the ask: that is waited for. */
export const onPermission = (known: Known, asked: Fields): Step => {
  const call = known.calls[textOf(fieldsOf(asked.tool).callID) ?? ''];
  if (call === undefined || call.runs) return askPermission(known, asked, call?.why ?? null);
  return unchanged({ ...known, early: [...known.early, asked] });
};

/** The call is told now: permissions that waited for it are asked. */
export const onCallTold = (known: Known, callId: string): Step => {
  const isIts = (asked: Fields): boolean => fieldsOf(asked.tool).callID === callId;
  const waiting = known.early.filter(isIts);
  const why = known.calls[callId]?.why ?? null;
  let step = unchanged({ ...known, early: known.early.filter((asked) => !isIts(asked)) });
  for (const asked of waiting) {
    const next = askPermission(step.known, asked, why);
    step = { facts: [...step.facts, ...next.facts], known: next.known };
  }
  return step;
};

const askQuestion = (known: Known, asked: Fields, before: readonly Chosen[]): Step => {
  const questions = questionsOf(asked);
  const question = questions[before.length];
  if (question === undefined) return unchanged(known);
  const { body, multiple } = question;
  const id = idOf(asked);
  const key = questionKey({ request: id, index: before.length, count: questions.length, multiple, before });
  return opened(
    known,
    { id, key, session: sessionOf(asked), text: body.text, questions: asked },
    { type: 'session.asked', key, source: 'hook', ask: body },
  );
};

export const onQuestion = (known: Known, asked: Fields): Step =>
  isOpen(known, idOf(asked)) ? unchanged(known) : askQuestion(known, asked, []);

const gone = (known: Known, isGone: (ask: OpenAsk) => boolean, how: string): Step => ({
  facts: known.asks.filter(isGone).map(({ key }): Fact => ({ type: 'session.ask_gone', key, how })),
  known: { ...known, asks: known.asks.filter((ask) => !isGone(ask)) },
});

const hows: Readonly<Record<string, string>> = {
  once: 'allowed',
  always: 'allowed, and all alike in this conversation',
  reject: 'denied',
};

export const onReplied = (known: Known, replied: Fields): Step => {
  const early = known.early.filter((asked) => asked.id !== replied.requestID);
  const how = hows[textOf(replied.reply) ?? ''] ?? 'answered';
  return gone({ ...known, early }, ({ id }) => id === replied.requestID, how);
};

export const onRejected = (known: Known, rejected: Fields): Step =>
  gone(known, ({ id }) => id === rejected.requestID, 'dismissed');

/** One of several questions is answered: the next is put, or all answers go out with the last. */
export const onPartAnswered = (known: Known, request: string, chosen: readonly Chosen[]): Step => {
  const asked = known.asks.find(({ id }) => id === request)?.questions ?? null;
  if (asked === null) return unchanged(known);
  const before = gone(known, ({ id }) => id === request, 'answered');
  const next = askQuestion(before.known, asked, chosen);
  return { facts: [...before.facts, ...next.facts], known: next.known };
};

/** A session rests: no dialog of it can be open any more. */
export const endAsksOf = (known: Known, session: string): Step =>
  gone(
    { ...known, early: known.early.filter((asked) => sessionOf(asked) !== session) },
    (ask) => ask.session === session,
    'its turn is over',
  );
