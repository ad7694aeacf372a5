import { describe, expect, it } from 'vitest';
import { mouseFor, typedFor } from '../../../components/pane/agent-input.ts';
import type { Mouse } from '../../../components/screen/contract.ts';

const plain = { bracketedPaste: false, applicationCursor: false };

describe('what the agent is typed', () => {
  it('has its arrows in the form it asked for', () => {
    expect(typedFor('\x1b[A', { ...plain, applicationCursor: true })).toBe('\x1bOA');
    expect(typedFor('\x1bOA', plain)).toBe('\x1b[A');
    expect(typedFor('\x1b[1;5A', { ...plain, applicationCursor: true })).toBe('\x1b[1;5A');
  });

  it('has pastes in brackets only where it knows them, and none can break out', () => {
    const paste = '\x1b[200~one\ntwo\x1b[2x\x1b[201~';
    expect(typedFor(paste, { ...plain, bracketedPaste: true })).toBe('\x1b[200~one\rtwo[2x\x1b[201~');
    expect(typedFor(paste, plain)).toBe('one\rtwo[2x');
  });
});

const modes = { mouse: true, mouseDrag: false, mouseAny: false, mouseSgr: true };
const event = (more: Partial<Mouse>): Mouse => ({
  kind: 'mouse',
  action: 'press',
  button: 0,
  x: 12,
  y: 4,
  ctrl: false,
  alt: false,
  shift: false,
  raw: '',
  ...more,
});
const rect = { x: 10, y: 2, width: 20, height: 5 };

describe("the agent's mouse", () => {
  it('is told in its own places and its own form', () => {
    expect(mouseFor(event({}), rect, modes)).toBe('\x1b[<0;3;3M');
    expect(mouseFor(event({ action: 'release', ctrl: true }), rect, modes)).toBe('\x1b[<16;3;3m');
    expect(mouseFor(event({ action: 'wheel-down', button: 3 }), rect, modes)).toBe('\x1b[<65;3;3M');
    expect(mouseFor(event({}), rect, { ...modes, mouseSgr: false })).toBe('\x1b[M ##');
  });

  it('is told no more than it asked for', () => {
    expect(mouseFor(event({ x: 9 }), rect, modes)).toBeNull();
    expect(mouseFor(event({}), rect, { ...modes, mouse: false })).toBeNull();
    expect(mouseFor(event({ action: 'move' }), rect, modes)).toBeNull();
    expect(mouseFor(event({ action: 'move' }), rect, { ...modes, mouseDrag: true })).toBe('\x1b[<32;3;3M');
    expect(mouseFor(event({ action: 'move', button: 3 }), rect, { ...modes, mouseDrag: true })).toBeNull();
  });
});
