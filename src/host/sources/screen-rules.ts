const QUIET_MS = 200;
const AT_LATEST_MS = 1000;

/**
 * Looks for texts on the screen once it has come to rest. A rule speaks when what
 * it matches is new, and once more, with an empty text, when it matches no longer.
 */
export class ScreenRules {
  readonly #rules: readonly RegExp[];
  readonly #screen: () => string;
  readonly #onMatch: (rule: number, text: string) => void;
  readonly #shown = new Map<number, string>();
  #timer: NodeJS.Timeout | null = null;
  #waitingSince = 0;

  constructor(rules: readonly string[], screen: () => string, onMatch: (rule: number, text: string) => void) {
    this.#rules = rules.map((rule) => new RegExp(rule, 'mu'));
    this.#screen = screen;
    this.#onMatch = onMatch;
  }

  changed(): void {
    const now = performance.now();
    if (this.#timer === null) this.#waitingSince = now;
    else clearTimeout(this.#timer);
    const wait = Math.min(QUIET_MS, this.#waitingSince + AT_LATEST_MS - now);
    this.#timer = setTimeout(() => this.look(), wait);
  }

  look(): void {
    this.close();
    const screen = this.#screen();
    const news = [...this.#rules.entries()]
      .map(([rule, pattern]) => ({ rule, text: pattern.exec(screen)?.[0] ?? '' }))
      .filter(({ rule, text }) => text !== (this.#shown.get(rule) ?? ''));
    // First what came, then, from the last rule up, what went: at no time in between does a rule
    // that counts less than both the old and the new picture's first one stand alone.
    for (const { rule, text } of news.filter((each) => each.text !== '')) this.#say(rule, text);
    for (const { rule } of news.filter((each) => each.text === '').reverse()) this.#say(rule, '');
  }

  #say(rule: number, text: string): void {
    this.#shown.set(rule, text);
    this.#onMatch(rule, text);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
