import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../../../components/screen/contract.ts';
import { decode, decodeSilence, nothingRead, waits } from '../../../../components/screen/input/decode.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const typed = (text: string): readonly InputEvent[] => decode(nothingRead, bytes(text)).events;

const said = (event: InputEvent): string => {
  if (event.kind === 'paste') return `paste ${JSON.stringify(event.text)}`;
  if (event.kind === 'focus') return event.gained ? 'focus' : 'blur';
  if (event.kind === 'background') return event.light ? 'on light' : 'on dark';
  if (event.kind === 'mouse') return `${event.action} ${event.button} ${event.x},${event.y}`;
  const { ctrl, alt, shift, name } = event.key;
  return `${ctrl ? 'ctrl-' : ''}${alt ? 'alt-' : ''}${shift ? 'shift-' : ''}${name}`;
};

const keys = (text: string): string[] => typed(text).map(said);

/** Everything, as if nothing followed for a while. */
const allOf = (chunks: readonly Uint8Array[]): InputEvent[] => {
  let state = nothingRead;
  const events: InputEvent[] = [];
  for (const chunk of chunks) {
    const next = decode(state, chunk);
    state = next.state;
    events.push(...next.events);
  }
  return [...events, ...decodeSilence(state).events];
};

describe('keys', () => {
  it.each([
    ['aZ?', ['a', 'shift-Z', '?']],
    ['é好🎉', ['é', '好', '🎉']],
    [' \r\t\x7f\b', ['space', 'enter', 'tab', 'backspace', 'backspace']],
    ['\x01\x0a\x1d\x00', ['ctrl-a', 'ctrl-j', 'ctrl-]', 'ctrl-space']],
    ['\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D', ['up', 'down', 'ctrl-right', 'shift-left']],
    ['\x1b[H\x1b[4~\x1b[5~\x1b[6;3~', ['home', 'end', 'pageup', 'alt-pagedown']],
    ['\x1bOP\x1b[15~\x1b[24;2~\x1b[[C', ['f1', 'f5', 'shift-f12', 'f3']],
    ['\x1b[Z\x1b\r\x1bx\x1b\x7f', ['shift-tab', 'alt-enter', 'alt-x', 'alt-backspace']],
    ['\x1b\x1b[A\x1b\x1bOA', ['alt-up', 'alt-up']],
    ['\x1b[13;2u\x1b[27;5;13~\x1b[97;5u', ['shift-enter', 'ctrl-enter', 'ctrl-a']],
    ['\x1b[I\x1b[O', ['focus', 'blur']],
  ])('%j', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it('keeps what was sent, and what typing it writes', () => {
    expect(typed('ä')[0]).toMatchObject({ key: { text: 'ä', raw: 'ä' } });
    expect(typed('\x1b[1;5A')[0]).toMatchObject({ key: { text: '', raw: '\x1b[1;5A' } });
    expect(typed('\x1bx')[0]).toMatchObject({ key: { text: '', raw: '\x1bx' } });
  });

  it('takes a lone Escape for one when nothing follows', () => {
    const { state, events } = decode(nothingRead, bytes('a\x1b'));
    expect(events.map(said)).toEqual(['a']);
    expect(waits(state)).toBe(true);
    expect(decodeSilence(state)).toEqual({ state: nothingRead, events: typed('\x1b\x1ba').slice(0, 1) });
    expect(allOf([bytes('\x1b[')]).map(said)).toEqual(['alt-[']);
    expect(allOf([bytes('\x1b\x1b')]).map(said)).toEqual(['escape', 'escape']);
  });

  it('hears whether the terminal is light or dark', () => {
    expect(keys('\x1b]11;rgb:1616/1818/1d1d\x1b\\a\x1b]11;rgb:ff/fb/f0\x07b')).toEqual([
      'on dark',
      'a',
      'on light',
      'b',
    ]);
    expect(keys('\x1b]11;rgba:fbfb/fbfb/f9f9/ffff\x1b\\')).toEqual(['on light']);
  });

  it('hears no key in what the terminal answers, nor in broken sequences', () => {
    const answers =
      '\x1b]10;rgb:1616/1818/1d1d\x1b\\\x1b[?62;22c\x1bP>|term 1.0\x1b\\\x1b[?2026;2$y\x1b]52;c;eA==\x07';
    expect(keys(`${answers}q`)).toEqual(['q']);
    expect(keys(`\x1b[1;\x1b[B\xff`)).toEqual(['down', 'ÿ']);
    expect(decode(nothingRead, Uint8Array.of(0xc3, 0x28, 0xff, 0x61)).events.map(said)).toEqual(['(', 'a']);
  });
});

describe('pastes', () => {
  it('come whole, whatever is in them', () => {
    const text = 'one\ntwo\x1b[A \x1d ä\n';
    expect(typed(`\x1b[200~one\r\ntwo\x1b[A \x1d ä\r\x1b[201~x`).map(said)).toEqual([
      `paste ${JSON.stringify(text)}`,
      'x',
    ]);
  });

  it('wait for their end, however long that takes', () => {
    const open = decode(nothingRead, bytes('\x1b[200~half\x1b[20'));
    expect(waits(open.state)).toBe(false);
    expect(decodeSilence(open.state).events).toEqual([]);
    expect(decode(open.state, bytes('1~')).events).toEqual([{ kind: 'paste', text: 'half' }]);
  });
});

describe('the mouse', () => {
  it.each([
    ['\x1b[<0;11;5M', 'press 0 10,4'],
    ['\x1b[<2;1;1m', 'release 2 0,0'],
    ['\x1b[<32;300;200M', 'move 0 299,199'],
    ['\x1b[<64;3;4M', 'wheel-up 3 2,3'],
    ['\x1b[<65;3;4M', 'wheel-down 3 2,3'],
    ['\x1b[M !!', 'press 0 0,0'],
  ])('%j', (text, expected) => {
    expect(keys(text)).toEqual([expected]);
  });
});

const part = fc.oneof(
  fc
    .constantFrom(
      ...[
        'a',
        'ü',
        '好',
        '🎉',
        '\x1b',
        '\x1b[',
        '\x1bO',
        '\x1b[A',
        '\x1b[1;5C',
        '\x1b[200~',
        '\x1b[201~',
        '\x1b[5~',
      ],
      ...[
        '\x1b[<0;10;10M',
        '\x1b[M',
        '\x1b]0;',
        '\x07',
        '\x1b\\',
        '\x1bP',
        '\x1d',
        '\r',
        '\x1b[[',
        '\x1b[?1;2c',
        ';;;',
      ],
    )
    .map(bytes),
  fc.uint8Array({ maxLength: 4 }),
);

describe('any split of the bytes', () => {
  it('gives the same events', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (parts, cuts) => {
          const whole = Uint8Array.from(parts.flatMap((one) => [...one]));
          const chunks: Uint8Array[] = [];
          for (let at = 0; at < whole.length; ) {
            const length = Number(cuts.next().value);
            chunks.push(whole.subarray(at, at + length));
            at += length;
          }
          expect(allOf(chunks)).toEqual(allOf([whole]));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never takes more than it must to make up its mind', () => {
    const noise = fc.uint8Array({ minLength: 9000, maxLength: 9000 });
    fc.assert(
      fc.property(noise, (chunk) => {
        const { state } = decode(nothingRead, bytes('\x1b]'));
        const after = decode(
          state,
          chunk.map((byte) => (byte === 0x1b || byte === 0x07 ? 0x41 : byte)),
        );
        expect(after.state.rest.length).toBeLessThan(4);
      }),
      { numRuns: 10 },
    );
  });
});
