import { join } from 'node:path';
import type { DiffStat } from '../../domain/attempt-event.ts';
import type { TaskSpec } from '../../domain/task.ts';
import { markedEnv } from '../../host/proc.ts';
import type { TaskEntry } from '../../state/model.ts';
import type { Effect } from '../decide/input.ts';
import { runChecks } from './checks/run-checks.ts';
import { deliverablePaths } from './deliverables.ts';
import type { EffectParts } from './effect-parts.ts';
import { agentEnvironment } from './environment.ts';
import { keepLastWords } from './summary.ts';
import { diffOf } from './workspace/diff.ts';

/** A check that hangs is a failed check. */
const CHECK_MS = 10 * 60_000;

const diffStat = async (parts: EffectParts, task: TaskEntry): Promise<DiffStat | null> => {
  if (task.base === null) return null;
  const deliverables = deliverablePaths(task.spec);
  const diff = await diffOf({ project: parts.layout.project, task: task.id, base: task.base, deliverables });
  return diff.ok ? diff.value.total : null;
};

/** Playing a recording again takes an emulator and, after a flood, seconds: only where its text is asked for. */
const screenText = async (spec: TaskSpec, recording: string, session: string): Promise<string> => {
  if (!spec.acceptance.some((wanted) => wanted.kind === 'output')) return '';
  const { textOfRecording } = await import('../../host/replay.ts');
  return textOfRecording(recording, { session });
};

const judging = (turn: number | undefined) => (turn === undefined ? {} : { turn });

/** Work that could not be checked has not passed; a person must see why. */
export const notChecked = (
  { state, post }: EffectParts,
  { task, turn }: Extract<Effect, { do: 'check' }>,
  why: string,
): void => {
  const attempt = state().tasks.get(task)?.attempt ?? 0;
  const checks = [{ what: 'its work can be checked', ok: false, detail: why }];
  post({
    kind: 'outcome',
    draft: { type: 'attempt.checked', task, attempt, checks, diff: null, ...judging(turn) },
  });
};

/**
 * Its commands carry a mark like a session's, but not the session's own, whose host sweeps
 * all of it away: should the engine die, the next one finds them as orphans and ends them.
 */
const checkMark = (session: string): string => `${session}.check`;

/** Runs the task's acceptance checks against what the agent left behind. */
export const checkWork = async (
  parts: EffectParts,
  effect: Extract<Effect, { do: 'check' }>,
): Promise<void> => {
  const task = parts.state().tasks.get(effect.task);
  const session = parts.state().sessions.get(effect.session);
  if (task === undefined) return;
  if (task.cwd === null) {
    notChecked(parts, effect, 'where it worked is not known');
    return;
  }
  keepLastWords(parts, task.id, effect.session);
  const recording = join(parts.layout.workspace(task.id), 'session.cast');
  const checks = await runChecks({
    cwd: task.cwd,
    spec: task.spec,
    before: task.before,
    screenText: await screenText(task.spec, recording, effect.session),
    exitCode: session?.exit?.code ?? null,
    timeoutMs: CHECK_MS,
    env: {
      ...agentEnvironment(
        process.env,
        { keys: [], passes: [] },
        { session: effect.session, task: task.id, workspace: parts.layout.workspace(task.id) },
        task.spec.env,
      ),
      ...markedEnv({ project: parts.layout.project, session: checkMark(effect.session) }),
    },
  });
  const diff = await diffStat(parts, task);
  parts.post({
    kind: 'outcome',
    draft: {
      type: 'attempt.checked',
      task: task.id,
      attempt: task.attempt,
      checks,
      diff,
      ...judging(effect.turn),
    },
  });
};
