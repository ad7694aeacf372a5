import type { ScreenModes } from '../../src/wire/cells.ts';
import type { Mouse, Rect } from '../screen/contract.ts';

const PASTE = /^\x1b\[200~([\s\S]*)\x1b\[201~$/;
const CURSOR_KEY = /^\x1b[[O]([A-DFH])$/;

type KeyModes = Pick<ScreenModes, 'bracketedPaste' | 'applicationCursor'>;

/** What the person typed, as this agent's terminal would have sent it. */
export const typedFor = (raw: string, modes: KeyModes): string => {
  const pasted = PASTE.exec(raw)?.[1];
  if (pasted !== undefined) {
    // What is pasted must not end its brackets; without brackets its lines end as Enter ends them.
    const text = pasted.replaceAll('\x1b', '').replaceAll('\n', '\r');
    return modes.bracketedPaste ? `\x1b[200~${text}\x1b[201~` : text;
  }
  const cursor = CURSOR_KEY.exec(raw)?.[1];
  if (cursor === undefined) return raw;
  return `${modes.applicationCursor ? '\x1bO' : '\x1b['}${cursor}`;
};

type MouseModes = Pick<ScreenModes, 'mouse' | 'mouseDrag' | 'mouseAny' | 'mouseSgr'>;

export const isInside = (rect: Rect, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;

const wants = ({ action, button }: Mouse, modes: MouseModes): boolean => {
  if (action !== 'move') return modes.mouse;
  return button === 3 ? modes.mouseAny : modes.mouseDrag;
};

const codeOf = ({ action, button, shift, alt, ctrl }: Mouse): number => {
  const modifiers = (shift ? 4 : 0) + (alt ? 8 : 0) + (ctrl ? 16 : 0);
  if (action === 'wheel-up') return 64 + modifiers;
  if (action === 'wheel-down') return 65 + modifiers;
  return button + modifiers + (action === 'move' ? 32 : 0);
};

/** The old form holds one byte a coordinate and no button on release. */
const X10_LIMIT = 223;

/** A mouse event over a pane as its agent asked to hear of it, or null where it did not. */
export const mouseFor = (event: Mouse, rect: Rect, modes: MouseModes): string | null => {
  if (!isInside(rect, event) || !wants(event, modes)) return null;
  const [x, y] = [event.x - rect.x + 1, event.y - rect.y + 1];
  const code = codeOf(event);
  if (modes.mouseSgr) return `\x1b[<${code};${x};${y}${event.action === 'release' ? 'm' : 'M'}`;
  // Beyond ASCII the bytes would be split by UTF-8 on their way.
  if (Math.max(x, y) > Math.min(X10_LIMIT, 94)) return null;
  const shown = event.action === 'release' ? (code & ~3) | 3 : code;
  return `\x1b[M${String.fromCharCode(32 + shown, 32 + x, 32 + y)}`;
};
