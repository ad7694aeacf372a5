import type { Asked } from './asked.ts';
import { fitting } from './fitting.ts';
import type { Turn } from './script.ts';

const WORDS = 'A short title';

/** The canned answer to what a CLI asks behind the person's back, as JSON where it wants some. */
export const backgroundTurn = (asked: Asked): Turn => ({
  says: asked.schema === null ? WORDS : JSON.stringify(fitting(asked.schema, WORDS)),
  usage: { input: 7, output: 3 },
});
