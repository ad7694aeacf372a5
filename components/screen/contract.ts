import type { CellSpan, CellText } from '../../src/wire/cells.ts';
import type { ColorDepth } from './colors.ts';

/** A box on the terminal, in cells; the top left cell is 0, 0. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Named 'a', 'enter', 'escape', 'up', 'pageup', 'f1', 'tab', 'space', 'backspace'; Ctrl-] is ']' with ctrl. */
export interface Key {
  /** A key that writes is named by its character: 'a', 'A', '?'. */
  readonly name: string;
  /** What typing it writes; empty for a key that writes nothing. */
  readonly text: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As the terminal sent it. */
  readonly raw: string;
}

export type MouseAction = 'press' | 'release' | 'move' | 'wheel-up' | 'wheel-down';

export interface Mouse {
  readonly kind: 'mouse';
  readonly action: MouseAction;
  /** 0 left, 1 middle, 2 right, 3 none. */
  readonly button: number;
  readonly x: number;
  readonly y: number;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly raw: string;
}

export type InputEvent =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'paste'; readonly text: string }
  | Mouse
  | { readonly kind: 'focus'; readonly gained: boolean }
  /** The terminal answered what `askBackground` asked. */
  | { readonly kind: 'background'; readonly light: boolean };

/** Changed cells of a pane, as they come off the wire. A row or column outside the pane is cut off. */
export interface PaneRows {
  /** Every row is here: forget what was there. */
  readonly full: boolean;
  readonly spans: readonly CellSpan[];
  readonly texts: readonly CellText[];
}

/** 0-15 the terminal's own colours, 16-255 the palette, '#rrggbb', or null for the terminal's default. */
export type CellColor = number | string | null;

export interface CellStyle {
  readonly foreground?: CellColor;
  readonly background?: CellColor;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

export type CursorShape = 'block' | 'underline' | 'bar';

/** The person's terminal, as the console uses it. */
export interface Screen {
  /** For Ink's `render`. */
  readonly stdout: NodeJS.WriteStream;
  /** Inert: Ink reads no keys; input comes by `onInput`. */
  readonly stdin: NodeJS.ReadStream;
  readonly size: () => { columns: number; rows: number };
  onInput(listener: (event: InputEvent) => void): () => void;
  onResize(listener: () => void): () => void;
  /** Reserves a box over Ink's frame; null takes it off. */
  placePane(id: string, rect: Rect | null): void;
  paintPane(id: string, rows: PaneRows): void;
  /** Here Ink's frame shows over the panes: the box of a dialog. Null ends it. */
  cover(id: string, rect: Rect | null): void;
  /** A clock or a spinner, without a React commit. */
  paintText(id: string, rect: Rect | null, text: string, style: CellStyle): void;
  setCursor(at: { x: number; y: number } | null, shape?: CursorShape): void;
  /**
   * A pane has the keyboard: keys and pastes go to `sink` as the terminal sent them
   * (a paste whole, in its brackets) and to no listener. Ctrl-], the mouse and
   * focus still reach the listeners. Null gives the keyboard back.
   */
  passthrough(sink: ((raw: string) => void) | null): void;
  /** Every cell of the terminal anew: something else wrote to it. */
  redraw(): void;
  /** Bell and a desktop notification where the terminal knows one. */
  notify(text: string): void;
  setTitle(text: string): void;
  /** Asks the terminal whether it is light or dark; one that knows answers by an event. */
  askBackground(): void;
  /** Puts text on the person's clipboard (OSC 52): call it for a key of the person's only. */
  copy(text: string): void;
  /** Whether the terminal can show these colours; 'none' keeps bold, underline and the like. */
  readonly depth: ColorDepth;
  /** Ctrl-Z: gives the terminal back to the shell until the person returns. */
  suspend(): void;
  /** Always leaves a sane terminal; may be called again. */
  close(): void;
}
