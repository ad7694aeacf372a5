import { selectedText } from '../pane/marked.ts';
import type { OpenLink, PaneLink } from '../pane/steady-link.ts';

const LAST = Number.MAX_SAFE_INTEGER;
const WHOLE_LINE = 10_000;
const LINES = 12;

/** One session, to be heard and typed to: its lines are asked for, never drawn. */
export class SpokenPane {
  readonly #open: OpenLink;
  #session: string | null = null;
  #link: Promise<PaneLink | null> = Promise.resolve(null);

  constructor(open: OpenLink) {
    this.#open = open;
  }

  async type(session: string, raw: string): Promise<void> {
    (await this.#linkTo(session))?.input(raw);
  }

  /** The last lines of its screen that say something. */
  async lastLines(session: string): Promise<readonly string[]> {
    const link = await this.#linkTo(session);
    const end = await link?.history(LAST, 1);
    if (link === null || end?.ok !== true) return [];
    const { total } = end.value;
    const top = Math.max(0, total - 60);
    const history = await link.history(top, total - top);
    if (!history.ok) return [];
    const all = { from: { line: top, col: 0 }, to: { line: total - 1, col: WHOLE_LINE } };
    const lines = selectedText(history.value, all).split('\n');
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .slice(-LINES);
  }

  close(): void {
    void this.#link.then((link) => link?.close());
    this.#session = null;
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
