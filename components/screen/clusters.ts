import { CODE_BITS, COMBINED, WORDS } from './cells.ts';
import { standsAlone, visible } from './visible.ts';

/** Accents piled up without end paint over the lines above. */
const MOST_UNITS = 32;
const SPACE = 32;
const CROWDED = 4096;
/** Most cells hold one of these; looking one up is faster than making it. */
const LATIN = Array.from({ length: 0x300 }, (_, code) => (code === 0 ? ' ' : String.fromCharCode(code)));

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The grapheme clusters of a text, as a terminal puts them into cells. */
export const clustersOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

const firstCluster = (text: string): string => {
  const first = segmenter.segment(text)[Symbol.iterator]().next();
  return first.done === true ? '' : first.value.segment.slice(0, MOST_UNITS);
};

/** Numbers for cells of several code points, so that they compare as fast as any other. */
export class Clusters {
  #texts: string[] = [];
  #codes = new Map<string, number>();
  #crowdedAt = CROWDED;

  /** The code a cell gets for this text: a code point, or the number of a cluster. */
  code(raw: string): number {
    const known = this.#codes.get(raw);
    if (known !== undefined) return known;
    const code = this.#newCode(firstCluster(visible(raw)));
    this.#codes.set(raw, code);
    return code;
  }

  text(content: number): string {
    const code = content & CODE_BITS;
    if ((content & COMBINED) === 0 && code < LATIN.length) return LATIN[code] ?? ' ';
    if ((content & COMBINED) !== 0) return this.#texts[code] ?? ' ';
    return code === 0 ? ' ' : String.fromCodePoint(code);
  }

  /** Hostile output makes clusters without end: forgets those in none of these cells. */
  tidy(inUse: Iterable<Uint32Array>): void {
    if (this.#codes.size < this.#crowdedAt) return;
    const old = this.#texts;
    this.#texts = [];
    this.#codes = new Map();
    for (const cells of inUse) this.#renumber(cells, old);
    this.#crowdedAt = Math.max(CROWDED, this.#codes.size * 2);
  }

  #renumber(cells: Uint32Array, old: readonly string[]): void {
    for (let at = 0; at < cells.length; at += WORDS) {
      const content = cells[at] ?? 0;
      if ((content & COMBINED) === 0 || content >>> 24 !== 0) continue;
      const code = this.code(old[content & CODE_BITS] ?? ' ');
      cells[at] = (content & ~(CODE_BITS | COMBINED)) | code;
    }
  }

  #newCode(cluster: string): number {
    const first = cluster.codePointAt(0) ?? SPACE;
    if (!standsAlone(first)) return SPACE;
    if (cluster.length <= (first > 0xffff ? 2 : 1)) return first;
    this.#texts.push(cluster);
    return COMBINED | (this.#texts.length - 1);
  }
}
