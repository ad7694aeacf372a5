import { join } from 'node:path';
import { ok, type Result } from '../domain/errors.ts';
import type { Status } from '../state/select.ts';
import { complain } from './complain.ts';
import { runningEngine } from './engine.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { inboxText, statusText } from './status.ts';

/** The state as the engine has it, else as the journal tells it. */
export const currentStatus = async (project: string, now: number): Promise<Result<Status>> => {
  const engine = await runningEngine(project);
  if (engine.ok) {
    const status = await engine.value.query({ what: 'status' });
    engine.value.close();
    return status.ok ? ok(status.value as Status) : status;
  }
  if (engine.error.code !== 'engine.absent') return engine;
  // Loaded only here: with an engine running, `orch status` needs neither journal nor state.
  const [{ openForReading }, { restoreDay }, { statusOf }] = await Promise.all([
    import('../journal/journal.ts'),
    import('../engine/run/restore.ts'),
    import('../state/select.ts'),
  ]);
  const journal = openForReading(join(project, '.orch'));
  if (!journal.ok) return journal;
  const state = restoreDay(journal.value);
  journal.value.close();
  return state.ok ? ok(statusOf(state.value, null, now)) : state;
};

interface Looking {
  readonly json: boolean;
  readonly watch: boolean;
  readonly columns: number;
}

const WATCH_MS = 1_000;
const CLEAR = '\u001b[H\u001b[2J';

/** `orch status` */
export const runStatus = async (looking: Looking, io: Io): Promise<number> => {
  if (!looking.watch) return showStatus(looking, io);
  for (;;) {
    if (io.color) io.out(CLEAR);
    const code = await showStatus(looking, io);
    if (code !== 0) return code;
    await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  }
};

const showStatus = async ({ json, columns }: Looking, io: Io): Promise<number> => {
  const status = await currentStatus(findProject(io.cwd), io.now());
  if (!status.ok) return complain(io, status.error);
  io.out(json ? `${JSON.stringify(status.value)}\n` : statusText(status.value, io.now(), columns, io.color));
  return 0;
};

/** `orch inbox` */
export const runInbox = async ({ json }: Pick<Looking, 'json'>, io: Io): Promise<number> => {
  const status = await currentStatus(findProject(io.cwd), io.now());
  if (!status.ok) return complain(io, status.error);
  io.out(json ? `${JSON.stringify(status.value.inbox)}\n` : inboxText(status.value, io.now(), io.color));
  return 0;
};
