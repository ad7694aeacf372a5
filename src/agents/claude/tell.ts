import type { Delivery } from '../agent.ts';

const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';

const RULE = '─{8,}';
/** What stands greyed out in an empty prompt. */
const GHOSTS = 'Try ".*|Once fixed, resend your message|Resend your message to try again';
const BLANK = String.raw`[ \u00a0]*`;

/** The prompt between its two rules, with nothing of anybody's in it; no dialog has it. */
const EMPTY_PROMPT = String.raw`^${RULE}.*\n❯${BLANK}(?:${GHOSTS})?${BLANK}\n${RULE}`;

const SHOWN_CHARS = 30;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Longer pastes it shows as a placeholder, shorter ones as they are. */
const pastedPrompt = (text: string): string => {
  const start = (text.split('\n')[0] ?? '').trim().slice(0, SHOWN_CHARS).trim();
  return String.raw`^❯${BLANK}(?:\[Pasted text #\d+|${escaped(start)})`;
};

const withoutControls = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** Pasted into the empty prompt as one piece, and sent once it stands there. */
export const tell = (text: string): Delivery => {
  const words = withoutControls(text).trim();
  return {
    via: 'keys',
    data: `${PASTE_BEGIN}${words}${PASTE_END}`,
    guard: EMPTY_PROMPT,
    submit: { data: '\r', guard: pastedPrompt(words) },
  };
};
