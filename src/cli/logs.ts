import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../domain/errors.ts';
import { textOfRecording } from '../host/replay.ts';
import type { Status } from '../state/select.ts';
import { complain } from './complain.ts';
import { runningEngine } from './engine.ts';
import { followRecording } from './follow-recording.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';

interface LogsOptions {
  readonly task: string;
  readonly follow: boolean;
}

/** Resolves when the task's agent has ended, or at once where no engine runs. */
const sessionEnd = async (project: string, task: string): Promise<void> => {
  const engine = await runningEngine(project);
  if (!engine.ok) return;
  const status = await engine.value.query({ what: 'status' });
  const now = status.ok ? (status.value as Status) : null;
  if (now?.tasks.find(({ id }) => id === task)?.pid == null) {
    engine.value.close();
    return;
  }
  await new Promise<void>((resolve) => {
    engine.value.onClose(resolve);
    engine.value.subscribe(now.seq + 1, (events) => {
      for (const event of events)
        if (event.task === task && (event.type === 'task.ended' || event.type === 'attempt.ended')) resolve();
    });
  });
  engine.value.close();
};

/** `orch logs`: what was on the agent's screen and above it, from its recording. */
export const runLogs = async ({ task, follow }: LogsOptions, io: Io): Promise<number> => {
  const project = findProject(io.cwd);
  const recording = join(project, 'agent_workspaces', task, 'session.cast');
  if (!existsSync(recording))
    return complain(io, fail('task.unknown', `${task} has no recording here`).error);
  if (!follow) {
    const text = await textOfRecording(recording);
    if (text !== '') io.out(`${text}\n`);
    return 0;
  }
  await followRecording(recording, (line) => io.out(`${line}\n`), sessionEnd(project, task));
  return 0;
};
