import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { jsonObject, numberOf, textOf } from '../record.ts';
import { partAnswered } from './answer.ts';
import { onPartAnswered, onPermission, onQuestion, onRejected, onReplied } from './asks.ts';
import { fieldsOf } from './fields.ts';
import { BEGAN, MODELS, NOT_RESUMED } from './given.ts';
import { type Fields, inProcess, type Known, knownIn, type Step, unchanged } from './known.ts';
import { onMessage, onPart } from './messages.ts';
import { withState } from './state.ts';
import { onError, onModels, onNotResumed, onSession, onStatus } from './turns.ts';
import { usageOf } from './usage.ts';

type Handler = (known: Known, properties: Fields) => Step;

const events: Readonly<Record<string, Handler>> = {
  [BEGAN]: (known, { session }) => unchanged(inProcess(known, textOf(session) ?? '')),
  [MODELS]: onModels,
  [NOT_RESUMED]: onNotResumed,
  'session.created': (known, { info }) => onSession(known, fieldsOf(info)),
  'session.status': (known, { sessionID, status }) =>
    onStatus(known, textOf(sessionID) ?? '', fieldsOf(status)),
  'session.error': onError,
  'message.updated': (known, { info }) => onMessage(known, fieldsOf(info)),
  'message.part.updated': (known, { part }) => onPart(known, fieldsOf(part)),
  'permission.asked': onPermission,
  'permission.replied': onReplied,
  'question.asked': onQuestion,
  'question.replied': onReplied,
  'question.rejected': onRejected,
  'tui.command.execute': (known, { command }) => {
    const part = partAnswered(textOf(command) ?? '');
    return part === null ? unchanged(known) : onPartAnswered(known, part.request, part.chosen);
  },
};

/** The file the plugin writes, and the one of the session this one goes on with. */
export const EVENTS = 'events';
export const BEFORE = 'before';

/** Of an earlier process only what it cost still counts. */
const onBefore = (known: Known, type: string, properties: Fields): Step =>
  type === 'message.updated' ? usageOf(known, fieldsOf(properties.info)) : unchanged(known);

const onEvent = (known: Known, type: string, properties: Fields): Step =>
  withState(events[type]?.(known, properties) ?? unchanged(known));

/** What the plugin heard inside OpenCode, as facts. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  const line = record.kind === 'line' ? jsonObject(record.text) : null;
  if (record.kind !== 'line' || line === null) return { facts: [], memory };
  const [type, properties] = [textOf(line.type) ?? '', fieldsOf(line.properties)];
  const known = knownIn(memory);
  const step =
    record.id === BEFORE
      ? onBefore(known, type, properties)
      : onEvent({ ...known, at: numberOf(line.at) ?? known.at }, type, properties);
  return { facts: step.facts, memory: { ...memory, opencode: step.known } };
};
