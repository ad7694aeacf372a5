import type { Result } from '../../src/domain/errors.ts';
import { type CellUpdate, unpackCells } from '../../src/wire/cells.ts';
import type { HostLink } from '../../src/wire/host-link.ts';
import type { Time } from '../screen/frame-clock.ts';

/** What a pane needs of a session host. */
export type PaneLink = Pick<HostLink, 'watch' | 'unwatch' | 'input' | 'history' | 'find' | 'close'>;

export interface LinkHandlers {
  readonly onCells: (cells: Uint8Array) => void;
  readonly onClose: () => void;
}

export type OpenLink = (session: string, handlers: LinkHandlers) => Promise<Result<PaneLink>>;

export type LinkState = 'connecting' | 'live' | 'gone';

export interface PaneSize {
  readonly cols: number;
  readonly rows: number;
}

interface LinkParts {
  readonly session: string;
  readonly open: OpenLink;
  readonly time: Time;
  readonly onUpdate: (update: CellUpdate) => void;
  readonly onState: (state: LinkState) => void;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;
/** A host that is only just starting answers by then; later it is called gone, and asked a while longer. */
const TRIES_UNTIL_GONE = 4;
const MOST_TRIES = 30;

/** Stays linked to one session's host while its pane is in view, whatever happens to the connection. */
export class SteadyLink {
  readonly #parts: LinkParts;
  #size: PaneSize;
  #link: PaneLink | null = null;
  #seq = 0;
  #tries = 0;
  #closed = false;
  #callOff: () => void = () => {};

  constructor(parts: LinkParts, size: PaneSize) {
    this.#parts = parts;
    this.#size = size;
    void this.#connect();
  }

  get link(): PaneLink | null {
    return this.#link;
  }

  resize(size: PaneSize): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#link?.watch(size.cols, size.rows);
  }

  /** Every cell anew. */
  refresh(): void {
    this.#link?.unwatch();
    this.#link?.watch(this.#size.cols, this.#size.rows);
  }

  close(): void {
    this.#closed = true;
    this.#callOff();
    this.#link?.close();
    this.#link = null;
  }

  async #connect(): Promise<void> {
    const { session, open, onState } = this.#parts;
    const opened = await open(session, {
      onCells: (cells) => this.#came(cells),
      onClose: () => this.#lost(),
    });
    if (!opened.ok) return this.#retry();
    if (this.#closed) return opened.value.close();
    this.#link = opened.value;
    this.#tries = 0;
    onState('live');
    opened.value.watch(this.#size.cols, this.#size.rows);
  }

  #lost(): void {
    if (this.#closed) return;
    this.#link = null;
    this.#parts.onState('connecting');
    this.#retry();
  }

  #retry(): void {
    if (this.#closed) return;
    this.#tries += 1;
    if (this.#tries === TRIES_UNTIL_GONE) this.#parts.onState('gone');
    if (this.#tries > MOST_TRIES) return;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#tries - 1));
    this.#callOff = this.#parts.time.after(wait, () => void this.#connect());
  }

  #came(cells: Uint8Array): void {
    const update = unpackCells(cells);
    if (update === null || this.#closed) return;
    const follows = update.modes.full || update.seq === this.#seq + 1;
    this.#seq = update.seq;
    if (follows) this.#parts.onUpdate(update);
    else this.refresh();
  }
}
