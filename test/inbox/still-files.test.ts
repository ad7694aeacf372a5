import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StillFiles } from '../../src/inbox/still-files.ts';
import { until } from '../host/driver.ts';

let room: string;
let folder: string;
let told: number;
let files: StillFiles;
beforeEach(async () => {
  room = mkdtempSync(join(tmpdir(), 'orch-still-'));
  folder = join(room, 'workspace');
  mkdirSync(folder);
  told = 0;
  files = new StillFiles(folder, ['question.md'], () => {
    told += 1;
  });
  await until(() => told === 1);
});
afterEach(() => {
  files.close();
  rmSync(room, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('files that are told of once they are still', () => {
  it('tells once of what is written in pieces', async () => {
    write('question.md', 'Red ');
    appendFileSync(join(folder, 'question.md'), 'or blue?');
    await until(() => told === 2);
    rmSync(join(folder, 'question.md'));
    await until(() => told === 3);
  });

  it('is deaf to other files of the folder', async () => {
    for (let at = 0; at < 20; at += 1) write('session.cast', String(at));
    write('question.md', 'Red?');
    await until(() => told > 1);
    expect(told).toBe(2);
  });

  it('goes on where the folder was taken away and made anew', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    write('question.md', 'Red?');
    const before = told;
    await until(() => told > before);
    write('question.md', 'Blue?');
    const again = told;
    await until(() => told > again);
  });

  it('finds a folder that comes later', async () => {
    files.close();
    told = 0;
    files = new StillFiles(join(room, 'later'), ['question.md'], () => {
      told += 1;
    });
    await until(() => told === 1);
    mkdirSync(join(room, 'later'));
    await until(() => told === 2);
    writeFileSync(join(room, 'later', 'question.md'), 'Red?');
    await until(() => told === 3);
  });
});
