import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellUpdate, packCells, unpackCells } from '../../src/wire/cells.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const place = { row: fc.nat(300), col: fc.nat(500) };
const modes = fc.record({
  full: fc.boolean(),
  cursorVisible: fc.boolean(),
  alternate: fc.boolean(),
  synchronized: fc.boolean(),
  bracketedPaste: fc.boolean(),
  mouse: fc.boolean(),
  applicationCursor: fc.boolean(),
  mouseDrag: fc.boolean(),
  mouseAny: fc.boolean(),
  mouseSgr: fc.boolean(),
  focusReports: fc.boolean(),
});
const span = fc.record({
  ...place,
  cells: fc.array(fc.tuple(u32, u32, u32), { maxLength: 20 }).map((cells) => Uint32Array.from(cells.flat())),
});
const text = fc.record({ ...place, text: fc.string({ unit: 'grapheme', maxLength: 5 }) });
const update: fc.Arbitrary<CellUpdate> = fc.record({
  seq: u32,
  cols: fc.nat(500),
  rows: fc.nat(300),
  cursor: fc.record({ x: fc.nat(500), y: fc.nat(300) }),
  modes,
  spans: fc.array(span, { maxLength: 6 }),
  texts: fc.array(text, { maxLength: 6 }),
});

describe('packed cells', () => {
  it('say the same on both sides of the wire', () => {
    fc.assert(
      fc.property(update, (one) => {
        expect(unpackCells(packCells(one))).toEqual(one);
      }),
    );
  });

  it('are read wherever they start in memory', () => {
    fc.assert(
      fc.property(update, fc.integer({ min: 1, max: 3 }), (one, shift) => {
        const packed = packCells(one);
        const shifted = new Uint8Array(packed.length + shift);
        shifted.set(packed, shift);
        expect(unpackCells(shifted.subarray(shift))).toEqual(one);
      }),
    );
  });

  it('that are cut short or made up are refused, never half read', () => {
    fc.assert(
      fc.property(update, fc.nat(), (one, cut) => {
        const packed = packCells(one);
        expect(unpackCells(packed.subarray(0, cut % packed.length))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        unpackCells(bytes);
      }),
    );
  });
});
