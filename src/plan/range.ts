/** Where a figure will most likely lie: between `low` and `high`, about `mid`. */
export interface Range {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

const FEW = 3;
const MANY = 10;

/** The value below which the given share of the sorted values lies. */
const quantile = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
};

/**
 * What was seen → what to expect. One or two values only widen the assumption;
 * from 3 on they replace it, lowest to highest; from 10 on one in ten on either side is left out.
 */
export const rangeOf = (seen: readonly number[], assumed: Range): Range => {
  if (seen.length === 0) return assumed;
  if (seen.length < FEW) {
    const all = [...seen, assumed.low, assumed.mid, assumed.high].sort((a, b) => a - b);
    return { low: quantile(all, 0), mid: quantile(all, 0.5), high: quantile(all, 1) };
  }
  const sorted = [...seen].sort((a, b) => a - b);
  const edge = seen.length < MANY ? 0 : 0.1;
  return { low: quantile(sorted, edge), mid: quantile(sorted, 0.5), high: quantile(sorted, 1 - edge) };
};

/** Nothing above a hard limit. */
export const clipped = (range: Range, most: number | null): Range =>
  most === null
    ? range
    : { low: Math.min(range.low, most), mid: Math.min(range.mid, most), high: Math.min(range.high, most) };

/** The sum of ranges; taken as if all fell short or all ran over together, which errs on the wide side. */
export const sumOf = (ranges: readonly Range[]): Range =>
  ranges.reduce(
    (sum, each) => ({ low: sum.low + each.low, mid: sum.mid + each.mid, high: sum.high + each.high }),
    { low: 0, mid: 0, high: 0 },
  );
