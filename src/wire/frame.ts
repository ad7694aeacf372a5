/** `[u32le payload length][u8 kind][payload]`: small enough to write down, safe to split anywhere. */
export type Frame =
  | { readonly kind: 'json'; readonly message: unknown }
  | { readonly kind: 'cells'; readonly cells: Uint8Array };

/** A longer frame means the peer speaks nonsense, or means harm. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

const HEADER_BYTES = 5;
const KIND_JSON = 1;
const KIND_CELLS = 2;

const framed = (kind: number, payload: Uint8Array): Buffer => {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.byteLength);
  frame.writeUInt32LE(payload.byteLength, 0);
  frame.writeUInt8(kind, 4);
  frame.set(payload, HEADER_BYTES);
  return frame;
};

/** One message as a frame. */
export const encodeJson = (message: unknown): Buffer =>
  framed(KIND_JSON, Buffer.from(JSON.stringify(message)));

/** Packed cells (see cells.ts) as a frame. */
export const encodeCells = (cells: Uint8Array): Buffer => framed(KIND_CELLS, cells);

const parsed = (payload: Buffer): Frame | null => {
  try {
    return { kind: 'json', message: JSON.parse(payload.toString('utf8')) };
  } catch {
    return null;
  }
};

/** Bytes in, whole frames out, however the stream was split. */
export class FrameDecoder {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #broken = false;

  constructor(maxBytes: number = MAX_FRAME_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** False once the stream is nonsense: nothing after that can be trusted, so close it. */
  push(chunk: Uint8Array, onFrame: (frame: Frame) => void): boolean {
    if (this.#broken) return false;
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#bytes += chunk.byteLength;
    while (this.#bytes >= HEADER_BYTES) {
      const header = this.#peek(HEADER_BYTES);
      const length = header.readUInt32LE(0);
      if (length > this.#maxBytes) return this.#break();
      if (this.#bytes < HEADER_BYTES + length) return true;
      const payload = this.#take(HEADER_BYTES + length).subarray(HEADER_BYTES);
      const frame = this.#frame(header.readUInt8(4), payload);
      if (frame === null) return this.#break();
      onFrame(frame);
    }
    return true;
  }

  #frame(kind: number, payload: Buffer): Frame | null {
    if (kind === KIND_JSON) return parsed(payload);
    // A copy of its own: readers lay typed arrays over it, which must start aligned.
    return kind === KIND_CELLS ? { kind: 'cells', cells: new Uint8Array(payload) } : null;
  }

  #break(): false {
    this.#broken = true;
    this.#chunks = [];
    this.#bytes = 0;
    return false;
  }

  /** Joins only as many chunks as needed: a large frame in small pieces stays linear. */
  #peek(bytes: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.byteLength >= bytes) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #take(bytes: number): Buffer {
    const whole = this.#peek(bytes);
    const rest = whole.subarray(bytes);
    this.#chunks = rest.byteLength > 0 ? [rest, ...this.#chunks.slice(1)] : this.#chunks.slice(1);
    this.#bytes -= bytes;
    return whole.subarray(0, bytes);
  }
}
