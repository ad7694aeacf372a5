import type { Fact, Trouble } from '../../domain/fact.ts';
import type { GeminiMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

const SIGNED_OUT = 'Gemini CLI asks for a sign-in: run `gemini` once, or set GEMINI_API_KEY';

/** Somebody's settings that stand above all others ask for it; the launch has it trusted otherwise. */
const UNTRUSTED = 'Gemini CLI is not running in a trusted folder, and asks whether it is one';

const plain = (text: string): string => text.replaceAll(/[│\s]+/g, ' ').trim();

const stopped = (trouble: Trouble, text: string): Fact => ({
  type: 'session.trouble',
  source: 'screen',
  trouble,
  text,
  ended: true,
});

interface Dialog {
  readonly pattern: string;
  readonly fact: (text: string) => Fact;
  /** It comes before anything else: what is printed while Gemini CLI works may read like it. */
  readonly first?: true;
}

/** Dialogs nothing else tells of, and orch cannot answer. */
const dialogs: readonly Dialog[] = [
  {
    pattern: String.raw`Usage limit reached for [^\n]+?(?: *│? *\n[│ ]*Access resets at [^│\n]+)?(?= *│? *$)`,
    fact: (text) => ({ type: 'session.limited', source: 'screen', until: null, text: plain(text) }),
  },
  {
    pattern: String.raw`How would you like to authenticate for this project\?`,
    fact: () => stopped('auth', SIGNED_OUT),
  },
  {
    pattern: String.raw`Model "[^"\n]+" was not found or is invalid|It seems like you don't have access to [^│\n]+`,
    fact: (text) => stopped('model', plain(text)),
  },
  {
    pattern: String.raw`Do you trust the files in this folder\?`,
    fact: () => stopped('trust', UNTRUSTED),
    first: true,
  },
];

export const screenRules: readonly string[] = dialogs.map(({ pattern }) => pattern);

/** What only its screen shows. */
export const screenText = (rule: number, text: string, memory: GeminiMemory): Seen => {
  const dialog = dialogs[rule];
  const begun = memory.running || memory.spoken;
  if (text === '' || dialog === undefined || (dialog.first && begun)) return nothing(memory);
  return { facts: [dialog.fact(text)], memory };
};
