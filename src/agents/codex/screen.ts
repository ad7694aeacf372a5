import { showDialog } from './dialog.ts';
import type { CodexMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

/** Which question of a dialog is up, and the sign-in nobody can get past but a person. */
export const screenRules: readonly string[] = [
  String.raw`^ *Question \d+/\d+ \(`,
  String.raw`^> 1\. Sign in with ChatGPT`,
];

const SIGNED_OUT = 'Codex asks for a sign-in: run `codex login`, or set OPENAI_API_KEY';

/** What only the screen shows. */
export const screenText = (rule: number, text: string, memory: CodexMemory): Seen => {
  if (rule === 0) {
    const at = /Question (\d+)/.exec(text)?.[1];
    return at === undefined ? nothing(memory) : showDialog(Number(at) - 1, memory);
  }
  if (text === '') return nothing(memory);
  return {
    facts: [{ type: 'session.trouble', source: 'screen', trouble: 'auth', text: SIGNED_OUT, ended: true }],
    memory,
  };
};
