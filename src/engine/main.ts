import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, failureLine } from '../domain/errors.ts';
import { openJournal } from '../journal/journal.ts';
import { takeLock } from '../journal/lock.ts';
import { startEngine } from './run/engine.ts';

/** With the day over and nobody looking, an engine is of no use. */
const LINGER_MS = Number(process.env.ORCH_LINGER_MS ?? 2_000);

const log = (text: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
};

const project = process.argv[2] ?? process.cwd();
const orch = join(project, '.orch');
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));

const main = async (): Promise<number> => {
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
      programs: import.meta.dirname,
      version,
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

process.exit(await main());
