import type { Socket } from 'node:net';
import { encodeCells, encodeJson, FrameDecoder } from './frame.ts';

/**
 * Messages and packed cells, both ways. Nothing is read before `onMessage` is
 * called, so set `onCells` and `onClose` first and nothing can be missed.
 */
export interface Channel {
  /** False: the peer is slow; wait for `onDrain` before sending more. */
  send(message: unknown): boolean;
  sendCells(cells: Uint8Array): boolean;
  onMessage(listener: (message: unknown) => void): void;
  onCells(listener: (cells: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  onDrain(listener: () => void): void;
  /** Sends what is under way, then closes. */
  close(): void;
}

class SocketChannel implements Channel {
  readonly #socket: Socket;
  readonly #decoder = new FrameDecoder();
  #cellsListener: (cells: Uint8Array) => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    // A vanished peer is an ordinary end; `close` follows and says so.
    socket.on('error', () => {});
  }

  send(message: unknown): boolean {
    return this.#write(encodeJson(message));
  }

  sendCells(cells: Uint8Array): boolean {
    return this.#write(encodeCells(cells));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#socket.on('data', (chunk) => {
      const sane = this.#decoder.push(chunk, (frame) => {
        if (frame.kind === 'json') listener(frame.message);
        else this.#cellsListener(frame.cells);
      });
      if (!sane) this.#socket.destroy();
    });
  }

  onCells(listener: (cells: Uint8Array) => void): void {
    this.#cellsListener = listener;
  }

  onClose(listener: () => void): void {
    if (this.#socket.closed) listener();
    else this.#socket.once('close', () => listener());
  }

  onDrain(listener: () => void): void {
    this.#socket.on('drain', listener);
  }

  close(): void {
    this.#socket.destroySoon();
  }

  #write(frame: Buffer): boolean {
    return this.#socket.writable && this.#socket.write(frame);
  }
}

/** A channel over a connected stream socket. */
export const channelOver = (socket: Socket): Channel => new SocketChannel(socket);
