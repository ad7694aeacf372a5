/** An API's error in its own words where they are quoted as JSON, else as it stands. */
export const wordsOfError = (text: string): string => {
  const quoted = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  const escaped = /\\"message\\"\s*:\s*\\"((?:[^"\\]|\\[^"])*)\\"/.exec(text)?.[1];
  if (quoted === undefined) return escaped ?? text;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return text;
  }
};
