import type { Fact } from '../../domain/fact.ts';
import type { GeminiMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

/** Dialogs nothing else tells of, and orch cannot answer. */
export const screenRules: readonly string[] = [
  String.raw`Usage limit reached for [^\n]+?(?: *│? *\n[│ ]*Access resets at [^│\n]+)?(?= *│? *$)`,
  String.raw`How would you like to authenticate for this project\?`,
  String.raw`Model "[^"\n]+" was not found or is invalid|It seems like you don't have access to [^│\n]+`,
  String.raw`Do you trust the files in this folder\?`,
];

const SIGNED_OUT = 'Gemini CLI asks for a sign-in: run `gemini` once, or set GEMINI_API_KEY';

const TRUST = 3;

/** Somebody's settings that stand above all others ask for it; the launch has it trusted otherwise. */
const UNTRUSTED = 'Gemini CLI is not running in a trusted folder, and asks whether it is one';

const plain = (text: string): string => text.replaceAll(/[│\s]+/g, ' ').trim();

const facts: readonly ((text: string) => Fact)[] = [
  (text) => ({ type: 'session.limited', source: 'screen', until: null, text: plain(text) }),
  () => ({ type: 'session.trouble', source: 'screen', trouble: 'auth', text: SIGNED_OUT, ended: true }),
  (text) => ({
    type: 'session.trouble',
    source: 'screen',
    trouble: 'model',
    text: plain(text),
    ended: true,
  }),
  () => ({ type: 'session.trouble', source: 'screen', trouble: 'trust', text: UNTRUSTED, ended: true }),
];

/** What only its screen shows. */
export const screenText = (rule: number, text: string, memory: GeminiMemory): Seen => {
  // What it prints while it works may read like a dialog.
  const atStart = !memory.running && !memory.spoken;
  const fact = text === '' || (rule === TRUST && !atStart) ? undefined : facts[rule];
  return fact === undefined ? nothing(memory) : { facts: [fact(text)], memory };
};
