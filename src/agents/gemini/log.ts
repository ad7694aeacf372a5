import type { Fact, Trouble } from '../../domain/fact.ts';
import { wordsOfError } from '../api-error.ts';
import { troubleOfStatus } from '../trouble-signs.ts';
import type { GeminiMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';
import { limitIn, troubleOf } from './trouble.ts';

const WARNED = /^\[([^\]]+)\] \[WARN\] Attempt \d+ failed(.*)$/;
/** It says how long it waits. */
const WAITS = /^: (.*?)\.? Retrying after (\d+)ms/;
const STATUS = /^ with (?:status )?(\d{3})\b/;

/** It would wait that long and look as if it worked. */
const LONG_MS = 120_000;

const limited = (text: string, until: number): Fact => ({
  type: 'session.limited',
  source: 'file',
  until,
  text,
});

const failing = (memory: GeminiMemory, trouble: Trouble, text: string): Seen =>
  memory.failing === text
    ? nothing(memory)
    : {
        facts: [{ type: 'session.trouble', source: 'file', trouble, text, ended: false }],
        memory: { ...memory, failing: text },
      };

const waits = (memory: GeminiMemory, text: string, at: number, ms: number): Seen => {
  if (ms < LONG_MS) return failing(memory, troubleOf(text), text);
  if (memory.failing === text) return nothing(memory);
  const fact = limitIn(text, at, 'file') ?? limited(text, at + ms);
  return { facts: [fact], memory: { ...memory, failing: text } };
};

/** A line of its log: the only place that tells of requests it tries again. */
export const logLine = (line: string, memory: GeminiMemory): Seen => {
  const [, time, rest] = WARNED.exec(line) ?? [];
  if (time === undefined || rest === undefined) return nothing(memory);
  const [, said, ms] = WAITS.exec(rest) ?? [];
  if (said !== undefined && ms !== undefined) return waits(memory, said, Date.parse(time), Number(ms));
  const status = STATUS.exec(rest)?.[1];
  const text = wordsOfError(rest.replace(/^.*?Retrying with backoff\.\.\.\s*/, ''));
  return failing(
    memory,
    status === undefined ? troubleOf(text) : (troubleOfStatus(Number(status)) ?? 'other'),
    text,
  );
};
