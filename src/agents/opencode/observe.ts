import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { textOf } from '../record.ts';
import { partAnswered } from './answer.ts';
import { onOpen, onPartAnswered, onPermission, onQuestion, onRejected, onReplied } from './asks.ts';
import { fieldsOf, listOf } from './fields.ts';
import { type Fields, inProcess, type Known, knownIn, type Step, unchanged } from './known.ts';
import { onMessage, onMessages, onPart } from './messages.ts';
import { withState } from './state.ts';
import { onError, onProviders, onSession, onStatus, onStatuses, timeIn } from './turns.ts';

type Handler = (known: Known, properties: Fields) => Step;

const events: Readonly<Record<string, Handler>> = {
  'session.created': (known, { info }) => onSession(known, fieldsOf(info), true),
  'session.updated': (known, { info }) => onSession(known, fieldsOf(info), false),
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

const sessionsIn = (known: Known, list: unknown): Step => {
  let step = unchanged(known);
  // The latest comes first; what was there before this session is an earlier attempt's.
  for (const info of listOf(list).map(fieldsOf)) {
    const next = info.parentID === undefined ? unchanged(step.known) : onSession(step.known, info, false);
    step = { facts: [...step.facts, ...next.facts], known: next.known };
  }
  return step;
};

/** What OpenCode's server says of the present, fetched as its events begin. */
const present = (known: Known, path: string, body: unknown): Step => {
  switch (path) {
    case '/config/providers':
      return onProviders(known, fieldsOf(body));
    case '/session':
      return sessionsIn(known, body);
    case '/session/status':
      return onStatuses(known, fieldsOf(body));
    case '/permission':
      return onOpen(known, 'permission', body);
    case '/question':
      return onOpen(known, 'question', body);
    default:
      return onMessages(known, body);
  }
};

const said = (known: Known, path: string, value: unknown): Step => {
  if (path !== '/event') return present(known, path, value);
  const { type, properties } = fieldsOf(value);
  const given = fieldsOf(properties);
  const handler = events[textOf(type) ?? ''];
  if (handler === undefined) return unchanged(known);
  return handler({ ...known, at: timeIn(known, given) }, given);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** What OpenCode's own server tells, as facts. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  const value = record.kind === 'line' ? parsed(record.text) : null;
  if (record.kind !== 'line' || value === null) return { facts: [], memory };
  const step = withState(said(inProcess(knownIn(memory), record.id), record.path, value));
  return { facts: step.facts, memory: { ...memory, opencode: step.known } };
};
