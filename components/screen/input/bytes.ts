/** What the terminal sent, as far as it is not understood yet. */
export const ESC = 0x1b;
export const BEL = 0x07;
export const NO_BYTES = new Uint8Array(0);

export const concat = (chunks: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};

export const joined = (first: Uint8Array, second: Uint8Array): Uint8Array =>
  first.length === 0 ? second : concat([first, second]);

const decoder = new TextDecoder();

export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Where `part` begins at or after `from`, or -1. */
export const indexOf = (bytes: Uint8Array, part: Uint8Array, from = 0): number => {
  for (let at = from; at + part.length <= bytes.length; at += 1)
    if (part.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
};

/** How many bytes a UTF-8 character has by its first one; 0 where none begins so. */
export const utf8Length = (first: number): number => {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
};
