import type { Writable } from 'node:stream';
import { drawEntry } from './draw.ts';
import { painted } from './lines.ts';
import type { Entry, Scene } from './scene.ts';
import type { Screen } from './screen.ts';

const WIDTH = 80;

/** Where the output is no terminal: the same log as plain lines, no panel, no sequences. */
export const plainScreen = (output: Writable, first: Scene): Screen => {
  let scene = first;
  const print = (...entries: readonly Entry[]): void => {
    for (const line of entries.flatMap((entry) => drawEntry(entry, WIDTH)))
      output.write(`${painted(line, false)}\n`);
  };
  const showDialog = ({ dialog }: Partial<Scene>): void => {
    if (dialog === null || dialog === undefined) return;
    print({
      sign: 'warn',
      text: [dialog.title, ...dialog.body, ...dialog.choices, dialog.prompt].join('\n'),
    });
  };
  return {
    scene: () => scene,
    change: (part) => {
      scene = { ...scene, ...part };
      showDialog(part);
    },
    print,
    aside: (text) => output.write(text),
    signal: () => undefined,
    close: print,
  };
};
