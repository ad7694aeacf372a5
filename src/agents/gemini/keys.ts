const WORDS = 8;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** What it would take for a key of its own. */
const withoutKeys = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');

/** Its Markdown leaves these out where they mark something. */
const loosely = (word: string): string => escaped(word).replaceAll(/\\\*|[_`#]/g, '[*_`#]*');

/** The beginning of a text as it stands on a screen that may have wrapped it, within a frame. */
export const shownAs = (text: string): string =>
  text.trim().split(/\s+/).slice(0, WORDS).map(loosely).join(String.raw`[\s│]+`);

export const pasted = (text: string): string => `\x1b[200~${withoutKeys(text)}\x1b[201~`;

export const oneLine = (text: string): string => withoutKeys(text).replaceAll(/\s+/g, ' ').trim();

export const plainText = (text: string): string => {
  const words = withoutKeys(text).trim();
  // At the beginning these make a command of what follows.
  return /^[/!?@]/.test(words) ? `From orch: ${words}` : words;
};

/** Longer pastes it shows as a placeholder. */
export const PLACEHOLDER = String.raw`\[Pasted Text: `;

/** For 40 ms after a paste it takes an Enter for a part of it. */
export const ENTER = { data: '\r', after_ms: 250 } as const;
