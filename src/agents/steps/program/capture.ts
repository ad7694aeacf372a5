/** Keeps the end of an output that may be endless. */
export interface Capture {
  readonly add: (chunk: Buffer) => void;
  readonly text: () => string;
}

const KEPT = 65_536;

/** The end of a text with a word about what is missing before it. */
export const tailOf = (text: string, most: number): string => {
  const lost = text.length - most;
  return lost <= 0 ? text : `… ${lost} characters before this\n${text.slice(lost)}`;
};

export const capture = (): Capture => {
  let chunks: Buffer[] = [];
  let size = 0;
  let dropped = 0;
  const compact = (): void => {
    const all = Buffer.concat(chunks);
    const kept = all.subarray(Math.max(0, all.length - KEPT));
    dropped += all.length - kept.length;
    chunks = [kept];
    size = kept.length;
  };
  return {
    add: (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > KEPT * 2) compact();
    },
    text: () => {
      if (size > KEPT) compact();
      const text = Buffer.concat(chunks).toString('utf8');
      return dropped === 0 ? text : `… ${dropped} bytes before this\n${text}`;
    },
  };
};
