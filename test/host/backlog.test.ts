import type { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/host/emulator.ts';
import { internalsOf, type Line } from '../../src/host/internals.ts';
import { colorsAfter, plainUntil } from '../../src/host/plain-run.ts';
import { textOf } from '../../src/host/text.ts';

const SIZE = { cols: 30, rows: 6 };
const SCROLLBACK = 20;

const COMBINED = 1 << 21;

/** The clusters in cells that have one: others keep the text of an earlier one. */
const clusters = (line: Line): string[] =>
  Array.from(line._data.filter((_, at) => at % 3 === 0)).map((content, col) =>
    (content & COMBINED) === 0 ? '' : (line._combined[col] ?? ''),
  );

const all = (one: Emulator): unknown => {
  const { buffer } = internalsOf(one.terminal);
  const lines = Array.from({ length: buffer.ybase + one.terminal.rows }, (_, at) => {
    const line = buffer.lines.get(at);
    if (line === undefined) throw new Error('a line is missing');
    return [line.isWrapped, clusters(line).join('|'), line._data.join(' ')];
  });
  const { modes, buffer: shown } = one.terminal;
  return { lines, x: buffer.x, y: buffer.y, type: shown.active.type, modes: { ...modes } };
};

const plain = fc.constantFrom(
  'a word, ',
  'é — “ü” ● ✓ 漢字 👩‍💻 ',
  'e\u0301',
  '\u0301',
  '\u00a0',
  '\r\n',
  '\r\n',
  '\r\n',
  '\n',
  '\r',
  '\t',
  '\x1b[K',
  '\x1b[1K',
  '\x1b[m',
  '\x1b[0m',
  '\x1b[1;31m',
  '\x1b[39m',
  '\x1b[48;5;22m',
  '\x1b[38:2::1:2:3m',
  '\x1b[4:3m',
  '\x1b[22;49m',
  'x'.repeat(70),
);
const other = fc.constantFrom(
  '\x1b[A',
  '\x1b[2J',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[2;4r',
  '\x1b[r',
  '\x1b]0;a title\x07',
  '\x1b[6n',
  '\x1b[?6h',
  '\x1b(0',
  '\x1b(B',
  '\x08',
  '\x0e',
  '\x0f',
  '\u009b5C',
  '\x1b[',
  '\x1b[12',
  '\x1b',
  '\xff',
  '\x1bM',
  '\x1b[3J',
  '\x1b[4h',
  '\x1b[?7l',
  '\x1b[?7h',
  '\x1b[3C\x1bH',
  '\x1b[3g',
  '\x1b[20h',
  '\x1b[?45h',
);

/** Long stretches of lines, with now and then something else. */
const stretch = fc.record({
  lines: fc.array(plain, { minLength: 1, maxLength: 12 }),
  bytes: fc.constantFrom(10, 3_000, 300_000, 1_200_000),
  after: fc.option(other, { nil: '' }),
});

const bytesOf = (text: string): Buffer => Buffer.from(text, text === '\xff' ? 'latin1' : 'utf8');

const outputOf = (stretches: readonly { lines: string[]; bytes: number; after: string }[]): Buffer =>
  Buffer.concat(
    stretches.flatMap(({ lines, bytes, after }) => {
      const text = Buffer.from(lines.join(''));
      return [...Array.from({ length: Math.ceil(bytes / text.length) }, () => text), bytesOf(after)];
    }),
  );

/** What a person sees of a screen. */
const seen = (terminal: Terminal): unknown => {
  const { buffer } = internalsOf(terminal);
  const lines = Array.from({ length: terminal.rows }, (_, row) => {
    const line = buffer.lines.get(buffer.ybase + row);
    return line === undefined ? null : [clusters(line).join('|'), line._data.join(' ')];
  });
  return { lines, x: buffer.x, y: buffer.y };
};

interface Twin {
  readonly screen: Emulator;
  readonly heard: string[];
}

const twin = (): Twin => {
  const screen = new Emulator(SIZE, SCROLLBACK);
  const heard: string[] = [];
  screen.onReply((text) => heard.push(text));
  screen.onTitle((title) => heard.push(title));
  return { screen, heard };
};

describe('output that nobody looks at', () => {
  it('makes the same screen, scrollback, titles and answers as output that is watched', () => {
    const cases = fc.record({
      stretches: fc.array(stretch, { minLength: 1, maxLength: 4 }),
      cut: fc.integer({ min: 1, max: 5000 }),
    });
    const same = ({ stretches, cut }: { stretches: Parameters<typeof outputOf>[0]; cut: number }): void => {
      const output = outputOf(stretches);
      const [seen, unseen] = [twin(), twin()];
      const piece = output.length > 50_000 ? 3000 + cut : cut;
      for (let at = 0; at < output.length; at += piece) {
        seen.screen.feed(output.subarray(at, at + piece));
        unseen.screen.feedUnseen(output.subarray(at, at + piece));
      }
      expect(unseen.heard).toEqual(seen.heard);
      for (const { screen } of [seen, unseen]) screen.feed(Buffer.from('\u0301and more'));
      expect(all(unseen.screen)).toEqual(all(seen.screen));
    };
    fc.assert(fc.property(cases, same), { numRuns: 25 });
  });

  it('has a picture that shows what the screen would, whatever was before', () => {
    const cases = fc.record({
      before: fc.array(fc.oneof(plain, other), { maxLength: 8 }),
      dropped: fc.array(plain, { maxLength: 4 }),
      lines: fc.array(plain, { minLength: 1, maxLength: 6 }),
      after: fc.array(plain, { maxLength: 12 }),
      cut: fc.constantFrom('', '\x1b', '\x1b[3', '—'),
    });
    let glimpses = 0;
    fc.assert(
      fc.property(cases, ({ before, dropped, lines, after, cut }) => {
        const [one, other] = [twin(), twin()];
        const line = `${lines.join('')}x\r\n`;
        const flood = Buffer.from(
          `${dropped.join('')}${line.repeat(Math.ceil(40_000 / line.length))}${after.join('')}${cut}`,
        );
        for (const { screen } of [one, other]) screen.feed(Buffer.concat(before.map(bytesOf)));
        one.screen.feed(flood.subarray(0, cut === '—' ? -1 : undefined));
        other.screen.feedUnseen(flood.subarray(0, cut === '—' ? -1 : undefined));
        const { picture } = other.screen;
        expect(seen(picture)).toEqual(seen(one.screen.terminal));
        if (picture !== other.screen.terminal) glimpses += 1;
        expect(all(other.screen)).toEqual(all(one.screen));
      }),
      { numRuns: 60 },
    );
    expect(glimpses).toBeGreaterThan(5);
  });

  it.each([
    ['inserts', '\x1b[4h'],
    ['does not wrap', '\x1b[?7l'],
    ['draws lines with letters', '\x1b(0'],
    ['has other tab stops', '\x1b[3g'],
    ['goes back to the edge by itself', '\x1b[20h'],
    ['has a colour', '\x1b[1;31m'],
  ])('has the picture of a screen that %s', (_, mode) => {
    const [one, other] = [twin(), twin()];
    const flood = Buffer.from(`${'x'.repeat(40)}q\rab\tq\nand\r\n`.repeat(1000));
    for (const { screen } of [one, other]) screen.feed(Buffer.from(mode));
    one.screen.feed(flood);
    other.screen.feedUnseen(flood);
    expect(seen(other.screen.picture)).toEqual(seen(one.screen.terminal));
  });

  it('is pictured in a flood by its last lines alone', () => {
    const { screen } = twin();
    const flood = Buffer.from('\x1b[32m+  const page = 1;\x1b[0m and so on\r\n'.repeat(2000));
    screen.feedUnseen(flood);
    const { picture } = screen;
    expect(textOf(picture, { scrollback: false })).toContain('+  const page = 1; and so on');
    expect(picture).not.toBe(screen.terminal);
    expect(screen.picture).toBe(screen.terminal);
  });

  it('is answered and told at once where it asks or says something', () => {
    const { screen, heard } = twin();
    screen.feedUnseen(Buffer.from('lines\r\n'.repeat(100)));
    screen.feedUnseen(Buffer.from('more\x1b[6n\x1b]2;done\x07'));
    expect(heard).toEqual(['\x1b[6;5R', 'done']);
  });

  it('puts only the last lines of a flood on its screen', () => {
    const { screen } = twin();
    const handler = internalsOf(screen.terminal)._inputHandler;
    const parse = handler.parse.bind(handler);
    let played = 0;
    handler.parse = (bytes, ...rest) => {
      played += bytes.length;
      return parse(bytes, ...rest);
    };
    const flood = Buffer.from('\x1b[32m+  const page = 1;\x1b[0m and so on\r\n'.repeat(100));
    for (let at = 0; at < 4000; at += 1) screen.feedUnseen(flood);
    expect(screen.terminal.rows).toBe(SIZE.rows);
    expect(played).toBeGreaterThan(0);
    expect(played).toBeLessThan((4000 * flood.length) / 100);
  });
});

describe('a plain run', () => {
  const until = (text: string): number => plainUntil(Buffer.from(text), 0, Buffer.byteLength(text));

  it('is text, line ends and colours; it ends where a sequence is cut', () => {
    expect(until('a\r\n\tb\x1b[1;38;5;9mé\x1b[K')).toBe(21);
    expect(until('ab\x1b')).toBe(2);
    expect(until('ab\x1b[1;')).toBe(2);
    expect(until('\x1b[12H')).toBe(-1);
    expect(until(`\x1b[${'1'.repeat(100)}`)).toBe(-1);
    expect(until('\u0085')).toBe(-1);
    expect(until('\x07')).toBe(-1);
  });

  it('leaves the colours set since the last reset', () => {
    expect(colorsAfter(Buffer.from('\x1b[1m\x1b[0mx\x1b[31m\x1b[4my\x1b[31m\x1b[K'))).toBe(
      '\x1b[0m\x1b[4m\x1b[31m',
    );
    expect(colorsAfter(Buffer.from('none'))).toBe('');
    expect(colorsAfter(Buffer.from('\x1b[1m\x1b[2m\x1b[3m'), 2)).toBe(null);
  });
});
