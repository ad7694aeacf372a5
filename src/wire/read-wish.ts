import { z } from 'zod';
import type { Command } from '../domain/command.ts';
import { fail, ok, type Result } from '../domain/errors.ts';
import type { Query } from './queries.ts';

const task = z.string();
const ask = z.string();
const rule = z.object({
  scope: z.enum(['task', 'all']),
  lasts: z.union([z.enum(['day', 'ever']), z.number().positive()]),
});

const command: z.ZodType<Command> = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('day.start'),
    file: z.string(),
    max_agents: z.int().positive().exactOptional(),
    max_cost_usd: z.number().positive().exactOptional(),
    yes: z.boolean().exactOptional(),
    again: z.boolean().exactOptional(),
    wait_ms: z.number().nonnegative().exactOptional(),
  }),
  z.object({ do: z.literal('day.stop'), now: z.boolean() }),
  z.object({ do: z.literal('task.pause'), task }),
  z.object({ do: z.literal('task.resume'), task }),
  z.object({ do: z.literal('task.kill'), task }),
  z.object({ do: z.literal('task.retry'), task }),
  z.object({ do: z.literal('task.apply'), task }),
  z.object({ do: z.literal('cap.raise'), task: task.nullable(), by_usd: z.number() }),
  z.object({
    do: z.literal('ask.answer'),
    ask,
    text: z.string().exactOptional(),
    option: z.number().exactOptional(),
  }),
  z.object({ do: z.literal('ask.approve'), ask, rule: rule.exactOptional() }),
  z.object({
    do: z.literal('ask.deny'),
    ask,
    reason: z.string().nullable(),
    kill: z.boolean().exactOptional(),
    rule: rule.exactOptional(),
  }),
  z.object({ do: z.literal('rule.remove'), rule: z.string() }),
]);

const query: z.ZodType<Query> = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['status', 'inbox', 'day', 'hosts']) }),
  z.object({ what: z.literal('diff'), task }),
  z.object({
    what: z.literal('file'),
    task,
    name: z.enum(['instructions', 'summary', 'notes', 'question', 'output']),
  }),
  z.object({ what: z.literal('report') }),
  z.object({ what: z.literal('plan'), file: z.string() }),
]);

const read =
  <T>(schema: z.ZodType<T>, kind: string) =>
  (raw: unknown): Result<T> => {
    const found = schema.safeParse(raw);
    if (found.success) return ok(found.data);
    const [issue] = found.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
    return fail('wire.version', `the engine does not understand this ${kind}${where}`);
  };

/** A command as a client sent it, or why the engine cannot take it: another version may know others. */
export const readCommand = read(command, 'command');

/** The same for a query. */
export const readQuery = read(query, 'query');
