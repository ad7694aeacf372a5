import { selectedText } from '../pane/marked.ts';
import type { OpenLink, PaneLink } from '../pane/steady-link.ts';

const LAST = Number.MAX_SAFE_INTEGER;
const WHOLE_LINE = 10_000;
const LINES = 12;
const NEWEST = 60;

/** One session, to be heard and typed to: its lines are asked for, never drawn. */
export class SpokenPane {
  readonly #open: OpenLink;
  #session: string | null = null;
  #link: Promise<PaneLink | null> = Promise.resolve(null);
  #matches: readonly number[] = [];
  #match = 0;

  constructor(open: OpenLink) {
    this.#open = open;
  }

  async type(session: string, raw: string): Promise<void> {
    (await this.#linkTo(session))?.input(raw);
  }

  /** The last lines of its screen that say something. */
  async lastLines(session: string): Promise<readonly string[]> {
    const text = await this.text(session);
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .slice(-LINES);
  }

  /** The last lines as they stand, to be copied. */
  async text(session: string): Promise<string> {
    const link = await this.#linkTo(session);
    const end = await link?.history(LAST, 1);
    if (link === null || end?.ok !== true) return '';
    const { total } = end.value;
    const top = Math.max(0, total - NEWEST);
    return (await this.#lines(link, top, total - top)).trimEnd();
  }

  /** Looks through all its lines, from the newest up; how many say so. */
  async find(session: string, text: string): Promise<number> {
    const link = await this.#linkTo(session);
    const found = await link?.find(text);
    this.#matches = found?.ok === true ? [...new Set(found.value.map(({ line }) => line))] : [];
    this.#match = this.#matches.length - 1;
    return this.#matches.length;
  }

  /** The line of the match one is at; after a step to the next or the one before. */
  async matchLine(session: string, by: -1 | 0 | 1): Promise<string | null> {
    const link = await this.#linkTo(session);
    const count = this.#matches.length;
    if (link === null || count === 0) return null;
    this.#match = (this.#match + by + count) % count;
    const line = await this.#lines(link, this.#matches[this.#match] ?? 0, 1);
    return `${this.#match + 1} of ${count}: ${line.trim()}`;
  }

  async #lines(link: PaneLink, top: number, rows: number): Promise<string> {
    const history = await link.history(top, rows);
    const all = { from: { line: top, col: 0 }, to: { line: top + rows - 1, col: WHOLE_LINE } };
    return history.ok ? selectedText(history.value, all) : '';
  }

  close(): void {
    void this.#link.then((link) => link?.close());
    this.#session = null;
    this.#matches = [];
    this.#link = Promise.resolve(null);
  }

  #linkTo(session: string): Promise<PaneLink | null> {
    if (this.#session === session) return this.#link;
    this.close();
    this.#session = session;
    const lost = (): void => {
      if (this.#session === session) this.close();
    };
    this.#link = this.#open(session, { onCells: () => {}, onClose: lost }).then((opened) =>
      opened.ok ? opened.value : null,
    );
    return this.#link;
  }
}
