import { median, table, times } from './figures.ts';

const LITTLE = 0.05;
const NO_RATIO = '–';

const extremes = (numbers: readonly number[]): string =>
  `${times(median(numbers))} (${Math.min(...numbers).toFixed(2)}–${Math.max(...numbers).toFixed(2)})`;

/** Figures of rivals measured in alternating rounds: each round is a pair, and its ratio says more than its times. */
export class FiguresBySide {
  readonly #sides: readonly string[];
  readonly #figures = new Map<string, Map<string, number[]>>();

  constructor(sides: readonly string[]) {
    this.#sides = sides;
  }

  note(figure: string, side: string, value: number): void {
    const of = this.#figures.get(figure) ?? new Map<string, number[]>();
    this.#figures.set(figure, of.set(side, [...(of.get(side) ?? []), value]));
  }

  /** The sides of a round, in turn from the first and from the last. */
  order(round: number): readonly string[] {
    return round % 2 === 0 ? this.#sides : this.#sides.toReversed();
  }

  /** Medians of each side, and the first to the second: median, least and most of the rounds. */
  table(): string {
    const [ours = '', theirs = ''] = this.#sides;
    const rows = [...this.#figures].map(([figure, of]) => [
      figure,
      this.#ratio(of.get(ours) ?? [], of.get(theirs) ?? []),
      ...this.#sides.map((side) => (of.has(side) ? median(of.get(side) ?? []).toFixed(2) : NO_RATIO)),
    ]);
    return table(['figure', `${ours}/${theirs}`, ...this.#sides], rows);
  }

  #ratio(ours: readonly number[], theirs: readonly number[]): string {
    if (!(median(theirs) >= LITTLE)) return NO_RATIO;
    return extremes(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
  }
}
