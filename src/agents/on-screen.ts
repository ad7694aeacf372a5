/** A text as a regular expression that matches just it. */
export const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

const WORDS_IN_GUARD = 8;

/** The beginning of a text as it stands on a screen that may have wrapped it. */
export const shown = (text: string): string =>
  text.trim().split(/\s+/).slice(0, WORDS_IN_GUARD).map(escaped).join(String.raw`\s+`);

/** Words as one line without keys of the terminal: nothing in them submits or steers. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '')
    .trim();
