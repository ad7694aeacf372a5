import type { Finding } from './mistake.ts';

export const MAX_FILE_BYTES = 1_000_000;

export interface Source {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const BYTE_ORDER_MARK = '\uFEFF';

// Tab, line feed and carriage return are the only control characters YAML allows as they stand;
// the rest of C0, DEL, C1 and a byte order mark inside the text would reach a terminal unseen.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g;
const MANY_CONTROLS = 20;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const controlFindings = (text: string): Finding[] =>
  [...text.matchAll(CONTROL)].slice(0, MANY_CONTROLS).map((match) => ({
    span: { start: match.index, end: match.index + 1 },
    message: `the control character ${codePoint(match[0])} is not allowed here`,
    hint: match[0] === '\0' ? 'this looks like a binary file' : 'delete it',
  }));

const decodes = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** The length of the longest beginning that is valid UTF-8. */
const validLength = (bytes: Uint8Array): number => {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (decodes(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
};

const utf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const fromBytes = (bytes: Uint8Array): Source => {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\uFFFD')) return { text, findings: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] };
  } catch {
    const start = new TextDecoder().decode(bytes.subarray(0, validLength(bytes)), { stream: true }).length;
    const hint = utf16(bytes) ? 'it looks like UTF-16: save it as UTF-8' : 'save the file as UTF-8';
    return {
      text,
      findings: [{ span: { start, end: start + 1 }, message: 'this is not valid UTF-8', hint }],
    };
  }
};

const tooLarge = (text: string): Source => ({
  text,
  findings: [
    {
      span: { start: 0, end: 1 },
      message: 'the file is larger than 1 MB',
      hint: 'keep long texts in files of their own and name them under `context_files`',
    },
  ],
});

/** Bytes or text → text that may be parsed; with findings, it may not. A leading byte order mark is dropped. */
export const readSource = (input: string | Uint8Array): Source => {
  if (input.length > MAX_FILE_BYTES) {
    const head = input.slice(0, 1000);
    return tooLarge(typeof head === 'string' ? head : fromBytes(head).text);
  }
  const read = typeof input === 'string' ? { text: input, findings: [] } : fromBytes(input);
  const text = read.text.startsWith(BYTE_ORDER_MARK) ? read.text.slice(1) : read.text;
  return { text, findings: read.findings.length > 0 ? read.findings : controlFindings(text) };
};
