import type { Delivery } from '../agent.ts';
import { ENTER, PLACEHOLDER, pasted, plainText, shownAs } from './keys.ts';

/** The prompt with nothing of anybody's in it; a dialog takes its place. */
export const EMPTY_PROMPT = String.raw`^ > +Type your message or @path\/to\/file`;

/** What was said before stands on the screen in the same way: the prompt is the last of them. */
const LAST = '(?![^]*^ > )';

export const filledPrompt = (text: string): string => `^ > +(?:${PLACEHOLDER}|${shownAs(text)})${LAST}`;

/** Pasted into the empty prompt as one piece, and sent once it stands there. */
export const tell = (text: string): Delivery => {
  const words = plainText(text);
  return {
    via: 'keys',
    data: pasted(words),
    guard: EMPTY_PROMPT,
    submit: { ...ENTER, guard: filledPrompt(words) },
  };
};
