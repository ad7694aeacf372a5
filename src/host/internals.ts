import type { Terminal } from '@xterm/headless';

/** What we use of the emulator beyond its typed surface; its version is pinned for this reason. */
export interface Internals {
  readonly _inputHandler: InputHandler;
  readonly _charsetService: { readonly charset: unknown };
  readonly buffer: ScreenBuffer;
  readonly coreService: { readonly isCursorHidden: boolean };
  readonly coreMouseService: { readonly activeEncoding: string };
}

interface InputHandler {
  readonly _parser: Parser;
  /** Colours and attributes of what is printed next. */
  _curAttrData: { clone(): InputHandler['_curAttrData'] };
  parse(data: Uint8Array): unknown;
}

interface ScreenBuffer {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly lines: Lines;
  readonly tabs: Readonly<Record<number, boolean>>;
}

interface Lines {
  get(index: number): Line | undefined;
}

export interface Line {
  /** Three numbers a cell: content, foreground, background. */
  readonly _data: Uint32Array;
  readonly _combined: Record<number, string>;
  readonly isWrapped: boolean;
}

export interface CsiId {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
}

export interface Params {
  readonly length: number;
  readonly params: Int32Array;
}

interface OscHandler {
  start(): void;
  put(codes: Uint32Array, start: number, end: number): void;
  end(success: boolean): boolean;
}

interface Parser {
  readonly currentState: number;
  registerCsiHandler(id: CsiId, handler: (params: Params) => boolean): unknown;
  registerOscHandler(code: number, handler: OscHandler): unknown;
  clearOscHandler(code: number): void;
  clearDcsHandler(id: CsiId): void;
  reset(): void;
}

/** The one cast to the emulator's inside. */
export const internalsOf = (terminal: Terminal): Internals =>
  (terminal as unknown as { readonly _core: Internals })._core;
