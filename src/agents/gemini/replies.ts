import { BY_PERSON, PASS } from './names.ts';

/** The command may run: the hook's script makes of it what the policy lets pass. */
export const passes = JSON.stringify({ pass: PASS });

/** The same by a person's word. */
export const passesByPerson = (key: string): string => JSON.stringify({ pass: PASS, [BY_PERSON]: key });

/** The tool is not run, and Gemini reads why. */
export const refuses = (reason: string): string => JSON.stringify({ decision: 'deny', reason });

export const refusesByPerson = (key: string, reason: string): string =>
  JSON.stringify({ decision: 'deny', reason, [BY_PERSON]: key });
