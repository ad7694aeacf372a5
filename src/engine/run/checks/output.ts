import { Worker } from 'node:worker_threads';
import type { Check } from '../../../domain/attempt-event.ts';
import { shortened } from './last-line.ts';

/** A pattern may take forever on some texts; in a thread of its own it can be ended. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const found = new RegExp(workerData.regex, 'm').exec(workerData.text);
  parentPort.postMessage(found === null ? null : found[0]);
`;

const TEXT_LIMIT = 4_000_000;

type Found = { readonly text: string | null } | { readonly trouble: string };

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const search = (regex: string, text: string, limitMs: number): Promise<Found> =>
  new Promise((done) => {
    const worker = new Worker(program, {
      eval: true,
      workerData: { regex, text },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const finish = (found: Found): void => {
      clearTimeout(timer);
      done(found);
      void worker.terminate();
    };
    const late = { trouble: `the pattern took longer than ${seconds(limitMs)}: make it simpler` };
    const timer = setTimeout(finish, limitMs, late);
    worker.once('message', (found: string | null) => finish({ text: found }));
    worker.once('error', (error) => finish({ trouble: error.message }));
  });

/** Whether a pattern is found in what the session printed; `^` and `$` are the ends of a line. */
export const checkOutput = async (regex: string, screenText: string, limitMs: number): Promise<Check> => {
  const what = `output matches /${regex}/`;
  const found = await search(regex, screenText.slice(-TEXT_LIMIT), limitMs);
  if ('trouble' in found) return { what, ok: false, detail: found.trouble };
  if (found.text === null) return { what, ok: false, detail: 'nothing in the output matches' };
  return { what, ok: true, detail: `found “${shortened(found.text)}”` };
};
