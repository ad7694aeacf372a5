import type { CellUpdate, ScreenModes } from '../../src/wire/cells.ts';
import type { Mouse, Rect, Screen } from '../screen/contract.ts';
import type { Time } from '../screen/frame-clock.ts';
import { isInside, mouseFor, typedFor } from './agent-input.ts';
import { LookBack } from './look-back.ts';
import type { Place } from './scrollback.ts';
import { type LinkState, type OpenLink, SteadyLink } from './steady-link.ts';
import { rowsFrom, windowTop } from './window.ts';

export interface ViewParts {
  readonly session: string;
  readonly screen: Screen;
  readonly open: OpenLink;
  readonly time: Time;
  readonly onChange: () => void;
}

const NO_MODES: Pick<ScreenModes, 'bracketedPaste' | 'applicationCursor'> = {
  bracketedPaste: false,
  applicationCursor: false,
};

/** One session's pane: its live screen, or its older lines while the person looks back. */
export class PaneView {
  readonly #parts: ViewParts;
  readonly #link: SteadyLink;
  readonly back: LookBack;
  #rect: Rect;
  #last: CellUpdate | null = null;
  /** The row of its screen the pane begins with: a frozen agent's may be larger than the pane. */
  #top = 0;
  #wasBack = false;
  #pressedAt: Place | null = null;
  /** Marks are set one after the other, as they were drawn. */
  #marked: Promise<void> = Promise.resolve();
  #focused = false;
  state: LinkState = 'connecting';

  constructor(parts: ViewParts, rect: Rect) {
    const { session, screen, open, time } = parts;
    this.#parts = parts;
    this.#rect = rect;
    this.#link = new SteadyLink(
      {
        session,
        open,
        time,
        onUpdate: (update) => this.#update(update),
        onState: (state) => {
          this.state = state;
          parts.onChange();
        },
      },
      { cols: rect.width, rows: rect.height },
    );
    this.back = new LookBack({
      link: () => this.#link.link,
      rows: () => this.#rect.height,
      show: (lines) => screen.paintPane(session, lines),
      onChange: () => this.#lookedBack(),
    });
  }

  get hasPicture(): boolean {
    return this.#last !== null;
  }

  place(rect: Rect): void {
    this.#rect = rect;
    this.#link.resize({ cols: rect.width, rows: rect.height });
    if (this.#last === null) return;
    this.#parts.screen.placePane(this.#parts.session, rect);
    this.#showCursor();
    void this.back.again();
  }

  focus(on: boolean): void {
    if (this.#focused && !on) this.#parts.screen.setCursor(null);
    if (this.#focused !== on) this.focusReport(on);
    this.#focused = on;
    this.#showCursor();
  }

  /** Typing goes to the live screen, so that is what is shown. */
  type(raw: string): void {
    if (this.back.state !== null) this.back.end();
    this.#link.link?.input(typedFor(raw, this.#last?.modes ?? NO_MODES));
  }

  /** True where the agent asked for the mouse and has heard of this. */
  mouse(event: Mouse): boolean {
    const bytes = this.#last === null ? null : mouseFor(event, this.#rect, this.#last.modes);
    if (bytes === null || this.back.state !== null) return false;
    this.#link.link?.input(bytes);
    return true;
  }

  focusReport(gained: boolean): void {
    if (this.#last?.modes.focusReports === true) this.#link.link?.input(gained ? '\x1b[I' : '\x1b[O');
  }

  covers(at: { readonly x: number; readonly y: number }): boolean {
    return isInside(this.#rect, at);
  }

  /** The left button marks text as it is drawn over it. */
  drag(event: Mouse): void {
    const place: Place = { line: event.y - this.#rect.y, col: event.x - this.#rect.x };
    if (event.action === 'press' && event.button === 0) this.#pressedAt = place;
    if (event.action === 'release') this.#pressedAt = null;
    if (event.action !== 'move' || event.button !== 0) return;
    const from = this.#pressedAt;
    this.#pressedAt = null;
    const mark = async (): Promise<void> => {
      if (from !== null) await this.back.selectFrom(from);
      await this.back.selectTo(place);
    };
    this.#marked = this.#marked.then(mark);
  }

  redraw(): void {
    if (this.back.state === null) this.#link.refresh();
    else void this.back.again();
  }

  close(): void {
    const { screen, session } = this.#parts;
    this.#link.close();
    screen.paintText(`${session} back`, null, '', {});
    screen.placePane(session, null);
    if (this.#focused) screen.setCursor(null);
  }

  #update(update: CellUpdate): void {
    const { screen, session, onChange } = this.#parts;
    const isFirst = this.#last === null;
    this.#last = update;
    if (isFirst) screen.placePane(session, this.#rect);
    if (update.modes.full) this.#top = windowTop(update, this.#rect);
    if (this.back.state === null) screen.paintPane(session, rowsFrom(this.#top, update));
    this.#showCursor();
    if (isFirst) onChange();
  }

  #lookedBack(): void {
    const isBack = this.back.state !== null;
    if (this.#wasBack && !isBack) this.#link.refresh();
    this.#wasBack = isBack;
    this.#showMark();
    this.#showCursor();
    this.#parts.onChange();
  }

  #showCursor(): void {
    if (!this.#focused || this.#last === null) return;
    const { cursor, modes } = this.#last;
    const at = { x: this.#rect.x + cursor.x, y: this.#rect.y + cursor.y - this.#top };
    const shown = modes.cursorVisible && this.back.state === null && this.covers(at);
    this.#parts.screen.setCursor(shown ? at : null);
  }

  /** Says over the pane's first row that these are older lines, and how far from the end. */
  #showMark(): void {
    const { screen, session } = this.#parts;
    const id = `${session} back`;
    const back = this.back.state;
    if (back === null) {
      screen.paintText(id, null, '', {});
      return;
    }
    const below = back.total - back.top - back.rows;
    const matches = back.matches.length === 0 ? '' : ` ${back.match + 1} of ${back.matches.length} ·`;
    const text = `${matches} ${below} more below `;
    const width = Math.min(text.length, this.#rect.width);
    const rect = { x: this.#rect.x + this.#rect.width - width, y: this.#rect.y, width, height: 1 };
    screen.paintText(id, rect, text, { inverse: true });
  }
}
