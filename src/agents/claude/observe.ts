import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { STATUS_OSC } from '../osc-status.ts';
import { isObject } from '../record.ts';
import { ofProcess, type Remembered, remembered, toMemory } from './memory.ts';
import { atRest, onQuotas, onSum } from './money.ts';
import { onHook } from './observe-hook.ts';
import { AT_REST, onStatus } from './observe-status.ts';
import { onRow } from './observe-transcript.ts';
import { callerOf, conversationOf, HOOK } from './sources.ts';
import { gone, nothingNew, type Step } from './step.ts';

type Line = Readonly<Record<string, unknown>>;

const onStatusLine = (before: Remembered, line: Line): Step => {
  const cost = onSum(before.cost, line);
  const { quota, facts } = onQuotas(before.quota, line);
  return { state: { ...before, cost, quota }, facts };
};

const onCall = (before: Remembered, from: string, data: unknown): Step => {
  if (!isObject(data)) return nothingNew(before);
  const { who, session } = callerOf(from);
  const current = ofProcess(before, session);
  return who === HOOK ? onHook(current, data) : onStatusLine(current, data);
};

/** It tries a failed request again by itself; only its screen says so. */
const onRetry = (before: Remembered, text: string): Step =>
  text === ''
    ? nothingNew(before)
    : {
        state: before,
        facts: [{ type: 'session.trouble', source: 'screen', trouble: 'overloaded', text, ended: false }],
      };

/** What it states of its money counts while nothing is under way. */
const withSum = (step: Step): Step => {
  if (step.state.state === null || !AT_REST.has(step.state.state)) return step;
  const { cost, facts } = atRest(step.state.cost);
  return { ...step, state: { ...step.state, cost }, facts: [...step.facts, ...facts] };
};

const stepOf = (before: Remembered, record: SourceRecord): Step => {
  switch (record.kind) {
    case 'osc':
      return record.code === STATUS_OSC ? onStatus(before, record.data) : nothingNew(before);
    case 'call':
      return onCall(before, record.from, record.data);
    case 'call_gone':
      return gone(before, [record.key], 'it no longer waits');
    case 'line':
      return onRow(before, record.text, { conversation: conversationOf(record.id), path: record.path });
    case 'screen':
      return onRetry(before, record.text);
    default:
      return nothingNew(before);
  }
};

/** What Claude Code's status, hooks, status line and transcripts say, as facts. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  const { state, facts, reply } = withSum(stepOf(remembered(memory), record));
  return { facts, memory: toMemory(state), ...(reply === undefined ? {} : { reply }) };
};
