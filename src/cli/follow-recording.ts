import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';
import { LinePlayer } from '../host/line-player.ts';

const POLL_MS = 100;
const CHUNK = 1 << 16;

/** Hands on a growing file's whole lines; what is not ended yet waits. */
const lineReader = (file: string): { read: () => string[]; close: () => void } => {
  const fd = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK);
  let rest = '';
  return {
    read: () => {
      for (let n = readSync(fd, buffer, 0, CHUNK, null); n > 0; n = readSync(fd, buffer, 0, CHUNK, null))
        rest += decoder.write(buffer.subarray(0, n));
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      return lines;
    },
    close: () => closeSync(fd),
  };
};

/** Prints a recording's lines as they come to rest, until `ended` resolves; the last screen comes last. */
export const followRecording = async (
  file: string,
  print: (line: string) => void,
  ended: Promise<void>,
): Promise<void> => {
  const reader = lineReader(file);
  const player = new LinePlayer(print);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (let last = false; !last; ) {
    last = over;
    for (const line of reader.read()) player.play(line);
    player.rest();
    if (!last) await pause(POLL_MS);
  }
  player.finish();
  reader.close();
};
