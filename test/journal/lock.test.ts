import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lock, takeLock } from '../../src/journal/lock.ts';

let dir = '';
let children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orch-lock-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(dir, { recursive: true });
});

const program = join(import.meta.dirname, '../fixtures/lock-owner.ts');

const contender = async (): Promise<{ readonly child: ChildProcess; readonly said: string }> => {
  const child = spawn(process.execPath, ['--expose-gc', program, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, said: String(said) };
};

const taken = (): Lock => {
  const lock = takeLock(dir);
  if (!lock.ok) throw new Error(lock.error.what);
  return lock.value;
};

describe('the engine lock', () => {
  it('goes to one of those that ask at the same time', async () => {
    const said = (await Promise.all([contender(), contender(), contender(), contender()])).map(
      (one) => one.said,
    );
    expect(said.toSorted()).toEqual(['engine.taken', 'engine.taken', 'engine.taken', 'owner']);
  });

  it('tells who owns it', async () => {
    const { child } = await contender();
    const refused = takeLock(dir);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'engine.taken', what: `Another engine owns this project (pid ${child.pid}).` },
    });
  });

  it('is not taken twice by one process either', () => {
    const lock = taken();
    expect(takeLock(dir)).toMatchObject({ ok: false, error: { code: 'engine.taken' } });
    lock.release();
  });

  it('is free again once it is let go', () => {
    taken().release();
    taken().release();
  });

  it('is held by a stopped owner, and free as soon as that owner is killed', async () => {
    const { child } = await contender();
    child.kill('SIGSTOP');
    expect(takeLock(dir)).toMatchObject({ ok: false, error: { code: 'engine.taken' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    taken().release();
  });

  it('names no owner it is not sure of', async () => {
    await contender();
    writeFileSync(join(dir, 'lock.pid'), 'garbage');
    const refused = takeLock(dir);
    expect(refused).toMatchObject({ ok: false, error: { what: 'Another engine owns this project.' } });
  });

  it('can be taken though its file was overwritten with garbage', () => {
    writeFileSync(join(dir, 'lock.db'), 'garbage '.repeat(1000));
    const lock = taken();
    expect(readFileSync(join(dir, 'lock.pid'), 'utf8')).toBe(`${process.pid}\n`);
    expect(takeLock(dir)).toMatchObject({ ok: false, error: { code: 'engine.taken' } });
    lock.release();
  });

  it('says why it cannot be taken where nothing can be written', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(takeLock(join(dir, 'file'))).toMatchObject({ ok: false, error: { code: 'file.unwritable' } });
  });
});
