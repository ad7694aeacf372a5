import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { type GitCall, git } from './git.ts';
import type { GitProject } from './git-project.ts';

/** git's words about a note on another worktree that whoever makes that one has not filled yet. */
const HALF_WRITTEN = /failed to read .*\/commondir/;
const WAITS_MS = [10, 20, 40, 80, 160, 320, 640, 1_280];

const LEFT_BEHIND = 'where no git is at work, remove the folder it names, then `orch retry`';

const patiently = async (
  call: GitCall,
  args: readonly string[],
  waits: readonly number[],
): Promise<Result<string>> => {
  const done = await git(['worktree', ...args], call);
  if (done.ok || !HALF_WRITTEN.test(done.error.what)) return done;
  const [wait, ...later] = waits;
  if (wait === undefined) return fail('worktree.failed', done.error.what, { mend: LEFT_BEHIND });
  await pause(wait);
  return patiently(call, args, later);
};

/**
 * Runs `git worktree …`, which reads git's notes on all worktrees first and
 * gives up, with nothing done, where one is being made at that very moment:
 * by orch for the next task, by an agent, by the person. It is tried again.
 */
export const gitWorktree = async (at: GitProject, args: readonly string[]): Promise<Result<void>> => {
  const done = await patiently({ cwd: at.project }, args, WAITS_MS);
  if (done.ok) return ok(undefined);
  return done.error.code === 'git.failed' ? fail('worktree.failed', done.error.what) : done;
};
