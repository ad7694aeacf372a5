import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLine, replaceFile } from '../../src/journal/durable.ts';
import { canMount, smallDisk } from '../fixtures/small-disk.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orch-durable-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const big = 'x'.repeat(400_000);

/** Both run the write in a place that takes only a part of it and then no more. */
const tightPlaces: Record<string, (write: 'replaceFile' | 'appendLine', text: string) => string> = {
  'a file size limit': (write, text) => {
    const module = join(import.meta.dirname, '../../src/journal/durable.ts');
    const program = `import { ${write} } from ${JSON.stringify(module)};
      const done = ${write}(${JSON.stringify(join(dir, 'file'))}, 'x'.repeat(${text.length}));
      console.log(done.ok ? 'ok' : done.error.code);`;
    writeFileSync(join(dir, 'program.ts'), program);
    const limited = `trap '' XFSZ; ulimit -f 100; exec ${process.execPath} ${join(dir, 'program.ts')}`;
    const code = spawnSync('bash', ['-c', limited], { encoding: 'utf8' }).stdout.trim();
    rmSync(join(dir, 'program.ts'));
    return code;
  },
};
if (canMount)
  tightPlaces['a full disk'] = (write, text) => {
    const disk = smallDisk(200);
    const path = join(disk.dir, 'file');
    writeFileSync(path, readFileSync(join(dir, 'file')));
    const done = { replaceFile, appendLine }[write](path, text);
    writeFileSync(join(dir, 'file'), readFileSync(path));
    const left = readdirSync(disk.dir);
    disk.remove();
    expect(left).toEqual(['file']);
    return done.ok ? 'ok' : done.error.code;
  };

describe('replacing a file', () => {
  it('puts the new text in place of the old and leaves nothing else behind', () => {
    writeFileSync(join(dir, 'file'), 'old');
    expect(replaceFile(join(dir, 'file'), 'new ☃').ok).toBe(true);
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('new ☃');
    expect(readdirSync(dir)).toEqual(['file']);
  });

  it('replaces a link instead of writing where it leads', () => {
    writeFileSync(join(dir, 'outside'), 'mine');
    symlinkSync(join(dir, 'outside'), join(dir, 'link'));
    expect(replaceFile(join(dir, 'link'), 'new').ok).toBe(true);
    expect(readFileSync(join(dir, 'outside'), 'utf8')).toBe('mine');
  });

  it('says where it cannot write', () => {
    const path = join(dir, 'absent', 'file');
    expect(replaceFile(path, 'text')).toMatchObject({
      ok: false,
      error: { code: 'file.unwritable', where: path },
    });
  });

  it.each(Object.entries(tightPlaces))('on %s leaves the old file whole and says so', (_, inTightPlace) => {
    writeFileSync(join(dir, 'file'), 'old');
    expect(inTightPlace('replaceFile', big)).toBe('disk.full');
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('old');
    expect(readdirSync(dir)).toEqual(['file']);
  });
});

describe('appending a line', () => {
  it('adds whole lines, starting the file if need be', () => {
    appendLine(join(dir, 'file'), 'one');
    appendLine(join(dir, 'file'), 'two');
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('one\ntwo\n');
  });

  it('keeps a torn line apart from the next', () => {
    writeFileSync(join(dir, 'file'), 'one\ntw');
    appendLine(join(dir, 'file'), 'three');
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('one\ntw\nthree\n');
  });

  it.each(Object.entries(tightPlaces))('on %s takes the half-written line back', (_, inTightPlace) => {
    writeFileSync(join(dir, 'file'), 'one\n');
    expect(inTightPlace('appendLine', big)).toBe('disk.full');
    expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('one\n');
  });
});
