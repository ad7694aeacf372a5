import type { Command } from '../domain/command.ts';
import { complain } from './complain.ts';
import { runningEngine } from './engine.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';

interface Wish {
  readonly command: Command;
  /** What to say once the engine has taken it on, durably. */
  readonly done: (value: unknown) => string;
  readonly json: boolean;
}

/** Sends one command to the running engine and says what came of it. */
export const runWish = async (wish: Wish, io: Io): Promise<number> => {
  const engine = await runningEngine(findProject(io.cwd));
  if (!engine.ok) return complain(io, engine.error);
  const reply = await engine.value.command(wish.command);
  engine.value.close();
  if (!reply.ok) {
    if (wish.json) io.out(`${JSON.stringify({ ok: false, error: reply.error })}\n`);
    return complain(io, reply.error);
  }
  io.out(wish.json ? `${JSON.stringify({ ok: true, value: reply.value })}\n` : `${wish.done(reply.value)}\n`);
  return 0;
};
