import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { exitCodeOf, failureLine } from '../domain/errors.ts';
import { openJournal } from '../journal/journal.ts';
import { takeLock } from '../journal/lock.ts';
import { startEngine } from './run/engine.ts';

/** With the day over and nobody looking, an engine is of no use. */
const LINGER_MS = Number(process.env.ORCH_LINGER_MS ?? 2_000);

const log = (text: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
};

/** Runs the engine of a project to its end; `programs` is where orch's own lie. Returns the exit code. */
export const runEngine = async (project: string, programs: string): Promise<number> => {
  // Its log lies on the disk that may be full: that it cannot complain must not end it.
  process.stderr.on('error', () => {});
  const orch = join(project, '.orch');
  const lock = takeLock(orch);
  if (!lock.ok) return gaveUp(lock.error);
  const journal = openJournal(orch);
  if (!journal.ok) return gaveUp(journal.error);
  return new Promise((resolve) => {
    let stop = (_why: string): void => resolve(0);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
    // Its terminal may go away; its work does not.
    process.on('SIGHUP', () => {});
    void startEngine({
      project,
      programs,
      version: packageJson.version,
      journal: journal.value,
      lingerMs: LINGER_MS,
      log,
      onIdle: () => stop('nothing left to do'),
    }).then((engine) => {
      if (!engine.ok) {
        resolve(gaveUp(engine.error));
        return;
      }
      stop = (why) => {
        stop = () => {};
        void engine.value.close(why).then(() => {
          lock.value.release();
          resolve(0);
        });
      };
    });
  });
};

const gaveUp = (error: Parameters<typeof failureLine>[0]): number => {
  log(failureLine(error));
  return exitCodeOf(error);
};
