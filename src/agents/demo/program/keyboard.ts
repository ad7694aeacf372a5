import { stripVTControlCharacters } from 'node:util';

/** Keys as they are pressed in the pane; what the terminal itself reports is passed over. */
export interface Keyboard {
  /** The first of these keys that is pressed from now on; null once the signal says enough. */
  readonly next: (keys: readonly string[], signal: AbortSignal) => Promise<string | null>;
  readonly close: () => void;
}

const CTRL_C = '\x03';

export const openKeyboard = (input: NodeJS.ReadStream, onInterrupt: () => void): Keyboard => {
  const listeners = new Set<(key: string) => void>();
  const onData = (chunk: Buffer): void => {
    for (const key of stripVTControlCharacters(chunk.toString('utf8'))) {
      if (key === CTRL_C) onInterrupt();
      for (const listener of [...listeners]) listener(key);
    }
  };
  if (input.isTTY) input.setRawMode(true);
  input.on('data', onData);
  return {
    next: (keys, signal) =>
      new Promise((resolve) => {
        const settle = (key: string | null): void => {
          listeners.delete(hear);
          resolve(key);
        };
        const hear = (key: string): void => {
          const match = keys.find((each) => each.toLowerCase() === key.toLowerCase());
          if (match !== undefined) settle(match);
        };
        listeners.add(hear);
        signal.addEventListener('abort', () => settle(null), { once: true });
      }),
    close: () => {
      input.off('data', onData);
      if (input.isTTY) input.setRawMode(false);
      input.pause();
    },
  };
};
