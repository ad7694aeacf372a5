import type { History } from '../../src/wire/history.ts';
import type { PaneRows } from '../screen/contract.ts';
import { markedRows, selectedText } from './marked.ts';
import {
  isAtEnd,
  opened,
  type Place,
  refitted,
  type Scrollback,
  scrolled,
  searched,
  selectedFrom,
  selectedTo,
  stepped,
} from './scrollback.ts';
import type { PaneLink } from './steady-link.ts';

interface LookBackParts {
  /** Null while there is no link. */
  readonly link: () => PaneLink | null;
  /** How many rows the pane has. */
  readonly rows: () => number;
  readonly show: (lines: PaneRows) => void;
  /** Begun, moved or ended. */
  readonly onChange: () => void;
}

const LAST = Number.MAX_SAFE_INTEGER;
const WHOLE_LINE = 10_000;

/** A pane's older lines while the person looks at them; null state: the pane is live. */
export class LookBack {
  readonly #parts: LookBackParts;
  #state: Scrollback | null = null;
  #asked = 0;

  constructor(parts: LookBackParts) {
    this.#parts = parts;
  }

  get state(): Scrollback | null {
    return this.#state;
  }

  end(): void {
    this.#state = null;
    this.#asked += 1;
    this.#parts.onChange();
  }

  /** The pane has another size, or lost its picture. */
  async again(): Promise<void> {
    const state = this.#state;
    if (state !== null) await this.#look(refitted(state, state.total, this.#parts.rows()));
  }

  async scroll(by: number): Promise<void> {
    const state = await this.#begun();
    if (state === null) return;
    const next = scrolled(state, by);
    if (by > 0 && isAtEnd(next) && next.selection === null) this.end();
    else await this.#look(next);
  }

  async find(text: string): Promise<number> {
    const [state, found] = await Promise.all([this.#begun(), this.#parts.link()?.find(text)]);
    if (state === null || found === undefined || !found.ok) return 0;
    await this.#look(searched(state, found.value));
    return found.value.length;
  }

  async nextMatch(by: 1 | -1): Promise<void> {
    if (this.#state !== null) await this.#look(stepped(this.#state, by));
  }

  /** The place is counted from the pane's own first row. */
  async selectFrom(place: Place): Promise<void> {
    const state = await this.#begun();
    if (state !== null) await this.#look(selectedFrom(state, { ...place, line: state.top + place.line }));
  }

  async selectTo(place: Place): Promise<void> {
    const state = this.#state;
    if (state === null) return;
    await this.#look(selectedTo(state, { ...place, line: state.top + place.line }));
  }

  /** What is selected, else all that is in sight. */
  async text(): Promise<string> {
    const state = this.#state ?? (await this.#newest());
    if (state === null) return '';
    const sight = {
      from: { line: state.top, col: 0 },
      to: { line: state.top + state.rows - 1, col: WHOLE_LINE },
    };
    const selection = state.selection ?? sight;
    const { from, to } = selection;
    const history = await this.#lines(Math.min(from.line, to.line), Math.abs(to.line - from.line) + 1);
    return history === null ? '' : selectedText(history, selection).trimEnd();
  }

  async #lines(top: number, rows: number): Promise<History | null> {
    const answer = await this.#parts.link()?.history(top, rows);
    return answer?.ok === true ? answer.value : null;
  }

  async #newest(): Promise<Scrollback | null> {
    const last = await this.#lines(LAST, 1);
    return last === null ? null : opened(last.total, this.#parts.rows());
  }

  async #begun(): Promise<Scrollback | null> {
    if (this.#state !== null) return this.#state;
    const newest = await this.#newest();
    this.#state ??= newest;
    return this.#state;
  }

  /** Of several wishes under way only the last one is shown. */
  async #look(state: Scrollback): Promise<void> {
    this.#state = state;
    this.#asked += 1;
    const asked = this.#asked;
    const history = await this.#lines(state.top, state.rows);
    if (history === null || asked !== this.#asked) return;
    this.#state = refitted(state, history.total, state.rows);
    this.#parts.show(markedRows(history, state));
    this.#parts.onChange();
  }
}
