import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../domain/command.ts';
import { ok, type Result } from '../domain/errors.ts';
import { journalPath } from '../journal/schema.ts';
import type { EngineClient } from '../wire/client.ts';
import { complain } from './complain.ts';
import { ensureEngine, runningEngine } from './engine.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';

interface Wish {
  readonly command: Command;
  /** What to say once the engine has taken it on, durably. */
  readonly done: (value: unknown) => string;
  readonly json: boolean;
  /** Where orch's programs lie: after the day its engine has gone to rest, and this wish wakes it. */
  readonly wake?: string;
}

interface Listener {
  readonly client: EngineClient;
  readonly woken: boolean;
}

const listener = async (project: string, { wake }: Wish): Promise<Result<Listener>> => {
  const there = await runningEngine(project);
  if (there.ok) return ok({ client: there.value, woken: false });
  const asleep = there.error.code === 'engine.absent' && existsSync(journalPath(join(project, '.orch')));
  if (wake === undefined || !asleep) return there;
  const engine = await ensureEngine(project, wake);
  return engine.ok ? ok({ client: engine.value, woken: true }) : engine;
};

/** Nobody follows a day that a wish has woken: say where to look. */
const afterwards = async ({ client, woken }: Listener): Promise<string> => {
  const day = woken ? await client.query({ what: 'day' }) : null;
  const runs = day?.ok === true && (day.value as { readonly phase: string }).phase === 'running';
  return runs ? '; the day goes on: `orch attach` or `orch status --watch` shows it' : '';
};

/** Sends one command to the engine and says what came of it. */
export const runWish = async (wish: Wish, io: Io): Promise<number> => {
  const found = await listener(findProject(io.cwd), wish);
  if (!found.ok) return complain(io, found.error);
  const { client } = found.value;
  const reply = await client.command(wish.command);
  const then = reply.ok && !wish.json ? await afterwards(found.value) : '';
  client.close();
  if (!reply.ok) {
    if (wish.json) io.out(`${JSON.stringify({ ok: false, error: reply.error })}\n`);
    return complain(io, reply.error);
  }
  io.out(
    wish.json
      ? `${JSON.stringify({ ok: true, value: reply.value })}\n`
      : `${wish.done(reply.value)}${then}\n`,
  );
  return 0;
};
