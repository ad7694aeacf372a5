import * as fs from 'node:fs';
import { onceThereIsRoom } from './room.ts';

type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The agent's two ways to be heard: its transcript, and status sequences on its terminal. */
export interface Voice {
  /** Adds one record to the followed file. */
  readonly record: (line: Line) => void;
  readonly status: (state: 'working' | 'idle' | 'done') => void;
  readonly blocked: (kind: 'permission' | 'question', message: string) => void;
}

/** Whole in the end: a full disk takes a part of what it is given. */
const append = (path: string, text: string): void => {
  const bytes = Buffer.from(text);
  let done = 0;
  onceThereIsRoom(() => {
    const fd = fs.openSync(path, 'a');
    try {
      while (done < bytes.length) done += fs.writeSync(fd, bytes, done);
    } finally {
      fs.closeSync(fd);
    }
  });
};

const encoded = (text: string): string => Buffer.from(text).toString('base64');

export const voiceOf = (app: string, records: string, write: (sequence: string) => void): Voice => {
  const osc = (fields: string): void => write(`\x1b]7501;${fields}\x07`);
  return {
    record: (line) => append(records, `${JSON.stringify(line)}\n`),
    status: (state) => osc(`state=${state}:app=${app}`),
    blocked: (kind, message) => osc(`state=blocked:app=${app}:kind=${kind}:msg=${encoded(message)}`),
  };
};
