import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCells, encodeJson, type Frame, FrameDecoder } from '../../src/wire/frame.ts';

const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.jsonValue().map((message): Frame => ({ kind: 'json', message: JSON.parse(JSON.stringify(message)) })),
  fc.uint8Array({ maxLength: 300 }).map((cells): Frame => ({ kind: 'cells', cells: new Uint8Array(cells) })),
);

const encoded = (frame: Frame): Buffer =>
  frame.kind === 'json' ? encodeJson(frame.message) : encodeCells(frame.cells);

const split = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const at = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

describe('frames', () => {
  it('come out as they went in, however the stream is split', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (frames, cuts) => {
          const decoder = new FrameDecoder();
          const seen: Frame[] = [];
          for (const chunk of split(Buffer.concat(frames.map(encoded)), cuts))
            expect(decoder.push(chunk, (frame) => seen.push(frame))).toBe(true);
          expect(seen).toEqual(frames);
        },
      ),
    );
  });

  it('survive being split into single bytes', () => {
    const decoder = new FrameDecoder();
    const seen: Frame[] = [];
    for (const byte of encodeJson({ t: 'hello', text: 'ä€😀' }))
      decoder.push(Buffer.of(byte), (f) => seen.push(f));
    expect(seen).toEqual([{ kind: 'json', message: { t: 'hello', text: 'ä€😀' } }]);
  });

  it('longer than the limit end the stream, before any memory is spent on them', () => {
    const decoder = new FrameDecoder(1000);
    const header = Buffer.from([0xff, 0xff, 0xff, 0xff, 1]);
    expect(decoder.push(header, () => {})).toBe(false);
    expect(decoder.push(encodeJson(1), () => expect.unreachable())).toBe(false);
  });

  it('of an unknown kind or with broken JSON end the stream', () => {
    expect(new FrameDecoder().push(Buffer.from([0, 0, 0, 0, 9]), () => {})).toBe(false);
    expect(new FrameDecoder().push(Buffer.from([1, 0, 0, 0, 1, 0x7b]), () => {})).toBe(false);
  });

  it('never make random bytes throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        new FrameDecoder(100).push(bytes, () => {});
      }),
    );
  });
});
