import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../components/screen/contract.ts';
import { type Layout, layoutOf, partAt, topOf } from '../../../components/store/layout.ts';
import { firstView, type View } from '../../../components/store/view.ts';

const boxes = (layout: Layout): readonly Rect[] =>
  [
    layout.header,
    layout.footer,
    layout.list,
    layout.details,
    layout.stage,
    layout.inbox,
    layout.strip,
  ].filter((each) => each !== null);

/** How often each cell of the window belongs to a part. */
const painted = (parts: readonly Rect[], columns: number, rows: number): readonly Uint8Array[] => {
  const cover = Array.from({ length: rows }, () => new Uint8Array(columns));
  for (const { x, y, width, height } of parts) {
    expect(x + width).toBeLessThanOrEqual(columns);
    expect(y + height).toBeLessThanOrEqual(rows);
    for (const line of cover.slice(y, y + height))
      for (let at = x; at < x + width; at += 1) line[at] = (line[at] ?? 0) + 1;
  }
  return cover;
};

const views = fc.record({
  columns: fc.integer({ min: 24, max: 400 }),
  rows: fc.integer({ min: 6, max: 150 }),
  tasks: fc.nat({ max: 300 }),
  focus: fc.constantFrom('list', 'stage', 'inbox'),
  zoom: fc.boolean(),
  asks: fc.boolean(),
});

const bar: View['bar'] = { kind: 'confirm', title: '', detail: '', choices: [], grave: false };

describe('The layout', () => {
  it('fills the window: every part inside, none over another, every row somebody’s', () => {
    fc.assert(
      fc.property(views, ({ columns, rows, tasks, focus, zoom, asks }) => {
        const view = { ...firstView, size: { columns, rows }, focus, zoom, bar: asks ? bar : null } as View;
        const layout = layoutOf(view, tasks);
        const cover = painted(boxes(layout), columns, rows);
        expect(Math.max(...cover.flatMap((line) => [...line]))).toBe(1);
        expect(cover.every((line) => line.includes(1))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives a question of orch’s own a place at any size', () => {
    fc.assert(
      fc.property(views, ({ columns, rows, tasks, focus, zoom }) => {
        const view = { ...firstView, size: { columns, rows }, focus, zoom, bar } as View;
        expect(layoutOf(view, tasks).inbox?.height).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  it('keeps a pane where it is, whatever waits', () => {
    const view: View = { ...firstView, size: { columns: 120, rows: 40 } };
    expect(layoutOf({ ...view, focus: 'inbox' }, 8).stage).toEqual(layoutOf(view, 8).stage);
    expect(layoutOf({ ...view, bar }, 8).stage).toEqual(layoutOf(view, 8).stage);
  });

  it('leaves an agent 80 columns at 120', () => {
    expect(
      layoutOf({ ...firstView, size: { columns: 120, rows: 40 } }, 8).stage?.width,
    ).toBeGreaterThanOrEqual(80);
  });

  it('knows what is under the mouse', () => {
    const layout = layoutOf({ ...firstView, size: { columns: 120, rows: 40 } }, 8);
    expect(partAt(layout, 3, 3)).toEqual({ part: 'list', row: 2 });
    expect(partAt(layout, 100, 5)?.part).toBe('stage');
    expect(partAt(layout, 5, 39)?.part).toBe('footer');
  });

  it('keeps the selected row of a long list in sight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(),
        fc.integer({ min: 1, max: 60 }),
        (count, pick, height) => {
          const selected = pick % count;
          const top = topOf(count, selected, height);
          expect(selected).toBeGreaterThanOrEqual(top);
          expect(selected).toBeLessThan(top + height);
        },
      ),
    );
  });
});
