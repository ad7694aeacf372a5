import { describe, expect, it } from 'vitest';
import { type ColorDepth, colorDepthOf } from '../../../components/screen/colors.ts';
import { Compositor } from '../../../components/screen/compositor.ts';
import { HandTime, Tty } from './look.ts';

interface Bench {
  readonly tty: Tty;
  readonly time: HandTime;
  readonly compositor: Compositor;
}

const bench = (depth: ColorDepth = 'truecolor'): Bench => {
  const [tty, time] = [new Tty(20, 4), new HandTime()];
  return { tty, time, compositor: new Compositor({ out: tty, columns: 20, rows: 4, depth, time }) };
};

const text = (compositor: Compositor, words: string): void =>
  compositor.paintText('clock', { x: 0, y: 0, width: 8, height: 1 }, words, {});

/** Started, and quiet again. */
const started = (depth?: ColorDepth): Bench => {
  const one = bench(depth);
  one.compositor.inkWrote('frame\n');
  one.time.pass(100);
  one.tty.frames.length = 0;
  return one;
};

describe('a frame', () => {
  it('is one write inside synchronized output, of what differs and no more', () => {
    const { tty, time, compositor } = started();
    text(compositor, 'fromage');
    compositor.paintText('other', { x: 5, y: 2, width: 2, height: 1 }, 'ab', { foreground: 2, bold: true });
    time.pass(20);
    expect(tty.frames).toEqual(['\x1b[?2026h\x1b[1;3Homage\x1b[3;6H\x1b[0;1;32mab\x1b[0m\x1b[?2026l']);
  });

  it('does not come while nothing differs', () => {
    const { tty, time, compositor } = started();
    compositor.inkWrote('\x1b[2K\x1b[1A\x1b[2K\x1b[Gframe\n');
    compositor.inkWrote('\x1b[?25l');
    compositor.setCursor(null);
    text(compositor, 'frame');
    time.pass(1000);
    expect(tty.frames).toEqual([]);
  });

  it('comes at most 60 times a second, but at once after a key', () => {
    const { tty, time, compositor } = started();
    for (let ms = 0; ms < 1000; ms += 1) {
      text(compositor, String(ms));
      time.pass(1);
    }
    expect(tty.frames.length).toBeGreaterThan(55);
    expect(tty.frames.length).toBeLessThanOrEqual(61);
    const before = tty.frames.length;
    compositor.typed();
    text(compositor, 'a');
    time.pass(1);
    text(compositor, 'b');
    time.pass(1);
    expect(tty.frames.length).toBe(before + 2);
  });

  it('waits until the terminal has taken the last one, then shows the newest picture only', () => {
    const { tty, time, compositor } = started();
    tty.takes = false;
    text(compositor, 'one');
    time.pass(20);
    text(compositor, 'two');
    time.pass(500);
    text(compositor, 'six');
    time.pass(500);
    expect(tty.frames).toHaveLength(1);
    tty.drain();
    time.pass(20);
    expect(tty.frames).toHaveLength(2);
    expect(tty.eye.lines[0]).toBe('six');
  });

  it('shows the cursor where it belongs, hidden while cells are written', () => {
    const { tty, time, compositor } = started();
    compositor.setCursor({ x: 3, y: 1 }, 'bar');
    time.pass(20);
    expect(tty.frames).toEqual(['\x1b[?2026h\x1b[2;4H\x1b[6 q\x1b[?25h\x1b[?2026l']);
    text(compositor, 'x');
    time.pass(20);
    expect(tty.frames[1]).toMatch(/^\x1b\[\?2026h\x1b\[\?25l.*\x1b\[2;4H\x1b\[\?25h\x1b\[\?2026l$/);
    compositor.setCursor(null);
    time.pass(20);
    expect(tty.frames[2]).toBe('\x1b[?2026h\x1b[?25l\x1b[?2026l');
  });

  it('never comes while the terminal is not ours, and is whole when it is again', () => {
    const { tty, time, compositor } = started();
    compositor.leave();
    text(compositor, 'later');
    time.pass(100);
    expect(tty.frames).toEqual([]);
    tty.eye.feed('\x1b[2J\x1b[Hgarbage of a shell\r\nmore');
    compositor.comeBack();
    time.pass(100);
    expect(tty.eye.lines).toEqual(['later', '', '', '']);
  });
});

describe('colours', () => {
  const shown = (depth: ColorDepth): string => {
    const { tty, time, compositor } = started(depth);
    compositor.inkWrote('\x1b[1;38;2;250;10;10mr\x1b[22;38;5;21;48;5;3mb\x1b[0mx\n');
    time.pass(20);
    return tty.frames
      .join('')
      .replace(/^.*?\x1b\[1H/, '')
      .replace(/\x1b\[\?2026l/, '');
  };

  it('are shown as the terminal can', () => {
    expect(shown('truecolor')).toBe('\x1b[0;1;38;2;250;10;10mr\x1b[0;38;5;21;43mb\x1b[39;49mx  ');
    expect(shown('256')).toBe('\x1b[0;1;38;5;196mr\x1b[0;38;5;21;43mb\x1b[39;49mx  ');
    expect(shown('16')).toContain('\x1b[0;1;31mr\x1b[0;34;43mb');
    expect(shown('none')).toContain('\x1b[0;1mr\x1b[0mb');
  });

  it('are as many as the environment says', () => {
    expect(colorDepthOf({ TERM: 'xterm-256color', COLORTERM: 'truecolor' })).toBe('truecolor');
    expect(colorDepthOf({ TERM: 'xterm-256color' })).toBe('256');
    expect(colorDepthOf({ TERM: 'xterm' })).toBe('16');
    expect(colorDepthOf({ TERM: 'xterm-256color', NO_COLOR: '1' })).toBe('none');
    expect(colorDepthOf({ TERM: 'dumb' })).toBe('none');
  });
});
