import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lazyBuiltins } from '../../scripts/lazy-builtins.mjs';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'orch-bundle-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What a bundle of this text prints. */
const printed = async (contents: string): Promise<unknown> => {
  const outfile = join(dir, 'bundle.mjs');
  const stdin = { contents, resolveDir: dir, loader: 'js' as const };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', plugins: [lazyBuiltins] });
  return JSON.parse(execFileSync(process.execPath, [outfile], { encoding: 'utf8' }));
};

it('lets classes of Node be extended, made and recognised', async () => {
  const found = await printed(`
    import { Duplex, Readable } from 'node:stream';
    import { ChildProcess } from 'node:child_process';
    class Pipe extends Duplex { _read() {} }
    const pipe = new Pipe();
    const all = [pipe instanceof Pipe, pipe instanceof Duplex, pipe instanceof Readable];
    console.log(JSON.stringify([...all, new ChildProcess() instanceof ChildProcess]));`);
  expect(found).toEqual([true, true, true, true]);
});

it('lets functions, objects and plain values of Node be used in all the usual ways', async () => {
  const found = await printed(`
    import fs, { constants, readFileSync } from 'node:fs';
    import { constants as os, EOL } from 'node:os';
    import { env, platform } from 'node:process';
    import { execFile } from 'node:child_process';
    import { inspect, promisify } from 'node:util';
    const { stdout } = await promisify(execFile)(process.execPath, ['-p', '1+1']);
    console.log(JSON.stringify({
      env: { ...env }.PATH === process.env.PATH, platform, EOL,
      signal: Object.entries(os.signals).find(([name]) => name === 'SIGKILL'),
      constants: Object.keys({ ...constants }).includes('O_RDONLY') && 'O_RDONLY' in constants,
      fs: typeof fs.existsSync, read: readFileSync('/dev/null', 'utf8'),
      inspected: inspect({ a: 1 }), depth: inspect.defaultOptions.depth, stdout,
    }));`);
  expect(found).toEqual({
    env: true,
    platform: process.platform,
    EOL: '\n',
    signal: ['SIGKILL', 9],
    constants: true,
    fs: 'function',
    read: '',
    inspected: '{ a: 1 }',
    depth: 2,
    stdout: '2\n',
  });
});

it('loads nothing that is only imported', async () => {
  const found = await printed(`
    import { createServer } from 'node:net';
    import { createHash } from 'node:crypto';
    import { DatabaseSync } from 'node:sqlite';
    import { inspect } from 'node:util';
    export const used = [createServer, createHash, DatabaseSync, inspect];
    const loaded = process.moduleLoadList.filter((name) => /NativeModule (net|crypto|sqlite)$/.test(name));
    console.log(JSON.stringify(loaded));`);
  expect(found).toEqual([]);
});
