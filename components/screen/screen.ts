import { type ColorDepth, colorDepthOf } from './colors.ts';
import { Compositor } from './compositor.ts';
import type { CellStyle, CursorShape, InputEvent, PaneRows, Rect, Screen } from './contract.ts';
import type { Time } from './frame-clock.ts';
import { InertStdin, InkStdout, type Size } from './ink-streams.ts';
import { Keyboard } from './keyboard.ts';
import { Listeners } from './listeners.ts';
import { ASK_BACKGROUND, ENTER, LEAVE } from './modes.ts';
import { copyBytes, noticeBytes, titleBytes } from './notice.ts';

export interface ScreenParts {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly time: Time;
  /** Stops this process as Ctrl-Z does; `resume` is called when it goes on. */
  readonly stop: () => void;
}

/** A screen as its opener has it: the one who hears the signals says when to go on. */
export interface OwnedScreen extends Screen {
  resume(): void;
}

type State = 'open' | 'away' | 'closed';

const SMALLEST: Size = { columns: 80, rows: 24 };

/** A terminal says 0 columns while it is being made, and over some serial lines always. */
const sizeOf = ({ columns, rows }: NodeJS.WriteStream): Size => ({
  columns: columns > 0 ? columns : SMALLEST.columns,
  rows: rows > 0 ? rows : SMALLEST.rows,
});

class TerminalScreen implements OwnedScreen {
  readonly depth: ColorDepth;
  readonly #parts: ScreenParts;
  readonly #compositor: Compositor;
  readonly #keyboard: Keyboard;
  readonly #ink: InkStdout;
  readonly #inert = new InertStdin();
  readonly #resized = new Listeners<null>();
  #size: Size;
  #state: State = 'open';

  constructor(parts: ScreenParts) {
    const { output, env, time } = parts;
    this.#parts = parts;
    this.#size = sizeOf(output);
    this.depth = colorDepthOf(env);
    const out = {
      write: (text: string) => this.#write(text),
      onDrain: (listener: () => void) => void output.on('drain', listener),
    };
    this.#compositor = new Compositor({ out, ...this.#size, depth: this.depth, time });
    this.#keyboard = new Keyboard(time);
    this.#ink = new InkStdout(this.size, (text) => this.#compositor.inkWrote(text));
    output.on('resize', this.#onResize);
    parts.input.on('data', this.#onData);
    this.#enter();
  }

  get stdout(): NodeJS.WriteStream {
    return this.#ink.stream;
  }

  get stdin(): NodeJS.ReadStream {
    return this.#inert.stream;
  }

  readonly size = (): Size => this.#size;

  onInput(listener: (event: InputEvent) => void): () => void {
    return this.#keyboard.onInput(listener);
  }

  onResize(listener: () => void): () => void {
    return this.#resized.add(listener);
  }

  placePane(id: string, rect: Rect | null): void {
    this.#compositor.placePane(id, rect);
  }

  paintPane(id: string, rows: PaneRows): void {
    this.#compositor.paintPane(id, rows);
  }

  paintText(id: string, rect: Rect | null, text: string, style: CellStyle): void {
    this.#compositor.paintText(id, rect, text, style);
  }

  cover(id: string, rect: Rect | null): void {
    this.#compositor.cover(id, rect);
  }

  setCursor(at: { x: number; y: number } | null, shape?: CursorShape): void {
    this.#compositor.setCursor(at, shape);
  }

  passthrough(sink: ((raw: string) => void) | null): void {
    this.#keyboard.passthrough(sink);
  }

  redraw(): void {
    this.#compositor.repaint();
  }

  notify(text: string): void {
    this.#say(noticeBytes(text, this.#parts.env));
  }

  setTitle(text: string): void {
    this.#say(titleBytes(text));
  }

  askBackground(): void {
    this.#say(ASK_BACKGROUND);
  }

  copy(text: string): void {
    this.#say(copyBytes(text));
  }

  suspend(): void {
    if (this.#state !== 'open') return;
    this.#state = 'away';
    this.#leave();
    this.#parts.stop();
  }

  /** Also after a stop nobody announced: the shell has changed the terminal meanwhile. */
  resume(): void {
    if (this.#state === 'closed') return;
    this.#state = 'open';
    this.#keyboard.forget();
    this.#setRaw(false);
    this.#enter();
    this.#onResize();
    this.#compositor.comeBack();
  }

  close(): void {
    if (this.#state === 'closed') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    const { input, output } = this.#parts;
    output.off('resize', this.#onResize);
    input.off('data', this.#onData);
    this.#keyboard.forget();
    if (wasOpen) this.#leave();
    input.pause();
  }

  readonly #onData = (bytes: Uint8Array): void => {
    this.#compositor.typed();
    this.#keyboard.came(bytes);
  };

  readonly #onResize = (): void => {
    const size = sizeOf(this.#parts.output);
    if (size.columns === this.#size.columns && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#compositor.resize(size.columns, size.rows);
    this.#ink.emit('resize');
    this.#resized.tell(null);
  };

  #enter(): void {
    this.#setRaw(true);
    this.#write(ENTER);
    this.#parts.input.resume();
  }

  #leave(): void {
    this.#compositor.leave();
    this.#write(LEAVE);
    this.#setRaw(false);
  }

  #say(text: string): void {
    if (this.#state === 'open') this.#write(text);
  }

  #setRaw(raw: boolean): void {
    try {
      this.#parts.input.setRawMode?.(raw);
    } catch {
      // The terminal is gone: there is nothing to set, and its end is on the way.
    }
  }

  #write(text: string): boolean {
    try {
      return this.#parts.output.write(text);
    } catch {
      return true;
    }
  }
}

/** Takes the terminal over; `close` gives it back. */
export const openScreen = (parts: ScreenParts): OwnedScreen => new TerminalScreen(parts);
