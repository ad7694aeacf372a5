const jsonText = (quoted: string): string | null => {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
};

/** Of an error first: a request that is quoted beside it has messages too. */
const QUOTED = [
  /"error"\s*:\s*\{[^{}]*?"message"\s*:\s*("(?:[^"\\]|\\.)*")/,
  /"message"\s*:\s*("(?:[^"\\]|\\.)*")/,
] as const;
const ESCAPED = /\\"message\\"\s*:\s*\\"((?:[^"\\]|\\[^"])*)\\"/;

/** An API's error in its own words where they are quoted as JSON, one within the other, else as it stands. */
export const wordsOfError = (text: string): string => {
  for (const pattern of QUOTED) {
    const quoted = pattern.exec(text)?.[1];
    const words = quoted === undefined ? null : jsonText(quoted);
    if (words !== null && words.trim() !== '') return wordsOfError(words);
  }
  return ESCAPED.exec(text)?.[1] ?? text;
};
