import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/host/emulator.ts';
import { internalsOf } from '../../src/host/internals.ts';
import { textOf } from '../../src/host/text.ts';

const emulator = () => new Emulator({ cols: 80, rows: 24 }, 1000);

const fed = (bytes: string | Uint8Array, into = emulator()): Emulator => {
  into.feed(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return into;
};

const screen = (one: Emulator, scrollback = false) => textOf(one.terminal, { scrollback });

const timed = (act: () => void): number => {
  const from = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

const FINALS = ['@', 'A', 'I', 'L', 'M', 'P', 'S', 'T', 'X', 'Z', 'b', ' @', ' A', "'}", "'~", 'J', 'K', 'g'];

describe('the emulator', () => {
  it.each(FINALS)('is not held up by a thousand huge counts of CSI %s', (final) => {
    const one = emulator();
    expect(timed(() => fed(`a${`\x1b[2147483647${final}`.repeat(1000)}`, one))).toBeLessThan(3000);
    expect(timed(() => fed(`a${`\x1b[9999;9999${final}`.repeat(1000)}`, one))).toBeLessThan(3000);
  });

  it('still repeats, inserts and scrolls by the counts a screen has room for', () => {
    expect(screen(fed('ab\x1b[5b'))).toBe('abbbbbb');
    expect(screen(fed('one\r\ntwo\x1b[H\x1b[2Lnew'))).toBe('new\n\none\ntwo');
    expect(screen(fed('one\r\ntwo\x1b[1S'))).toBe('two');
  });

  it.each([
    '\x1b]2;',
    '\x1b]7501;',
    '\x1b]52;c;',
    '\x1b]8;;',
    '\x1bPq',
    '\x1bP$q',
    '\x1b_',
    '\x1b^',
    '\x1bX',
  ])('keeps no memory of %j without an end', (opening) => {
    const one = emulator();
    one.onTitle(() => {});
    one.onOsc(7501, () => {});
    fed(opening, one);
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const before = process.memoryUsage();
    for (let at = 0; at < 200; at += 1) one.feed(chunk);
    const after = process.memoryUsage();
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(40e6);
    expect(screen(fed('\x1b\\\x1b[H\x1b[2Jstill here', one))).toBe('still here');
  });

  it('lets no cell grow without end', () => {
    const one = fed('e');
    for (let at = 0; at < 1000; at += 1) fed('\u0301'.repeat(1000), one);
    expect(screen(one).length).toBeLessThan(2000);
  });

  it('goes on with an empty screen after output that its parts trip over', () => {
    const one = fed('before\r\n');
    const tripped: unknown[] = [];
    one.onTrip((error) => tripped.push(error));
    internalsOf(one.terminal)._inputHandler._parser.registerCsiHandler({ final: 'y' }, () => {
      throw new TypeError('no such line');
    });
    fed('\x1b[5;9Hhalf \x1b[1y', one);
    expect(tripped).toEqual([new TypeError('no such line')]);
    expect(screen(fed('after', one), true)).toBe('after');
    fed('\x1b[1y\x1b[', one);
    expect(screen(fed('again', one))).toBe('again');
    expect(tripped).toHaveLength(2);
  });

  it('hears titles and operating-system commands, but none longer than sense', () => {
    const heard: string[] = [];
    const one = emulator();
    one.onTitle((title) => heard.push(title));
    one.onOsc(777, (data) => heard.push(data));
    fed('\x1b]0;✋ Action\x07\x1b]2;two\x1b\\\x1b]777;notify;a;b\x07', one);
    fed(`\x1b]0;${'x'.repeat(100_000)}\x07`, one);
    fed('\x1b]2;torn\x18', one);
    expect(heard).toEqual(['✋ Action', 'two', 'notify;a;b']);
  });

  it('answers questions about the terminal to the program alone', () => {
    const replies: string[] = [];
    const one = emulator();
    one.onReply((text) => replies.push(text));
    fed('abc\x1b[6n\x1b[c', one);
    expect(replies).toEqual(['\x1b[1;4R', '\x1b[?1;2c']);
  });

  it('survives any bytes, and what it shows is never deceiving', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(screen(fed(bytes), true)).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
      { numRuns: 50 },
    );
    expect(screen(fed('rm \u202etxt.exe\u2066 a\u200bb'))).toBe('rm txt.exe ab');
  });
});

describe('the text of a screen', () => {
  it('joins wrapped lines, keeps wide characters and drops what is empty at the end', () => {
    const long = 'word '.repeat(40).trim();
    expect(screen(fed(`${long}\r\n漢字 👩‍👩‍👧 é\r\n\r\n`))).toMatch(new RegExp(`^${long}\n漢字 `));
  });

  it('reaches back to the first line when asked', () => {
    const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`);
    const one = fed(lines.join('\r\n'));
    expect(screen(one, true)).toBe(lines.join('\n'));
    expect(screen(one)).toBe(lines.slice(-24).join('\n'));
  });
});
