import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridRects } from '../../../components/pane/grid.ts';

const area = { x: 3, y: 1, width: 160, height: 48 };
const shapes = (width: number, height: number, count: number): string[] =>
  gridRects({ ...area, width, height }, count).map((rect) => `${rect.width}×${rect.height}`);

describe('the grid', () => {
  it('gives each pane a shape an agent can use', () => {
    expect(shapes(160, 48, 1)).toEqual(['160×48']);
    expect(shapes(160, 48, 2)).toEqual(['80×48', '80×48']);
    expect(shapes(160, 48, 4)).toEqual(['80×24', '80×24', '80×24', '80×24']);
    expect(shapes(160, 48, 5)).toEqual(['53×24', '54×24', '53×24', '80×24', '80×24']);
    expect(shapes(80, 24, 2)).toEqual(['40×24', '40×24']);
    expect(shapes(70, 40, 2)).toEqual(['70×20', '70×20']);
  });

  it('fills the area, each cell once, whatever its size', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(size, fc.nat(8), ({ width, height }, count) => {
        const rects = gridRects({ x: 2, y: 5, width, height }, count);
        expect(rects).toHaveLength(Math.min(6, count));
        const cells = new Set<string>();
        let sum = 0;
        for (const rect of rects) {
          sum += rect.width * rect.height;
          for (let y = rect.y; y < rect.y + rect.height; y += 1)
            for (let x = rect.x; x < rect.x + rect.width; x += 1) cells.add(`${x},${y}`);
        }
        expect(cells.size).toBe(count === 0 ? 0 : width * height);
        expect(sum).toBe(cells.size);
      }),
    );
  });
});
