import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/host/emulator.ts';
import { textOf } from '../../src/host/text.ts';

describe('the emulator', () => {
  it.each(['\x1b[1J', '\x1b[?1J'])('erases all before the last cell of a fresh screen: %j', (erase) => {
    const emulator = new Emulator({ cols: 20, rows: 4 }, 100);
    emulator.feed(Buffer.from(`above\x1b[4;20Hx${erase}`));
    expect(textOf(emulator.terminal, { scrollback: true })).toBe('');
    emulator.feed(Buffer.from('\x1b[Hgoes on'));
    expect(textOf(emulator.terminal, { scrollback: true })).toBe('goes on');
  });
});
