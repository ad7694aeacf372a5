import type { IBufferLine, Terminal } from '@xterm/headless';

/** Direction marks and zero-width characters show one thing and say another. */
const DECEIVING = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** One line as plain text. */
export const plainLine = (line: IBufferLine | undefined): string =>
  (line?.translateToString(true) ?? '').replace(DECEIVING, '');

const joined = (lines: readonly IBufferLine[]): string[] => {
  const texts: string[] = [];
  for (const [at, line] of lines.entries()) {
    const goesOn = lines[at + 1]?.isWrapped === true;
    const text = line.translateToString(!goesOn);
    if (line.isWrapped && texts.length > 0) texts.push(`${texts.pop()}${text}`);
    else texts.push(text);
  }
  return texts;
};

/** What a terminal shows as plain text, on request with all that was above it; wrapped lines are one. */
export const textOf = (terminal: Terminal, options: { scrollback: boolean }): string => {
  const buffer = terminal.buffer.active;
  const lines: IBufferLine[] = [];
  for (let at = options.scrollback ? 0 : buffer.baseY; at < buffer.baseY + terminal.rows; at += 1) {
    const line = buffer.getLine(at);
    if (line !== undefined) lines.push(line);
  }
  const text = joined(lines)
    .map((line) => line.replace(DECEIVING, '').trimEnd())
    .join('\n');
  return text.trimEnd();
};
