import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateOf, until } from '../../../e2e/processes.ts';
import { canMount, smallDisk } from '../../../fixtures/small-disk.ts';

const speaking = join(import.meta.dirname, '../../../fixtures/speak.ts');

const speak = (folder: string) => {
  const child = spawn(process.execPath, [speaking, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, begun: once(child.stdout, 'data'), ended: once(child, 'exit') };
};

const heard = (folder: string): readonly string[] =>
  readFileSync(join(folder, 'records'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text.split(' ')[0] ?? '');

const all = Array.from({ length: 100 }, (_, n) => String(n));

describe('what an agent of its own says', () => {
  it('is kept line by line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orch-voice-'));
    const [code] = await speak(folder).ended;
    expect(code).toBe(0);
    expect(heard(folder)).toEqual(all);
    rmSync(folder, { recursive: true });
  });

  it.runIf(canMount)('waits for room on a full disk, and is whole then', async () => {
    const disk = smallDisk(100);
    try {
      disk.fill();
      const { child, begun, ended } = speak(disk.dir);
      await begun;
      await until(() => existsSync(join(disk.dir, 'records')) && stateOf(child.pid ?? 0) === 'S');
      disk.free();
      expect((await ended)[0]).toBe(0);
      expect(heard(disk.dir)).toEqual(all);
      expect(readFileSync(join(disk.dir, 'progress/file'), 'utf8')).toBe('all of it');
    } finally {
      disk.remove();
    }
  });
});
