import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * `node test/real/install.ts FOLDER` installs the pinned CLIs there, unless they are there already.
 * Several may do so at once: one installs, the others wait for it.
 */
const LOCK_MS = 10 * 60_000;
const manifest = join(import.meta.dirname, 'clis/package.json');

// What npm tells a script of its own run is not meant for an install elsewhere.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath)/.test(name)),
);

const run = (folder: string, file: string, args: readonly string[]): void => {
  execFileSync(file, args, { cwd: folder, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
};

/** Newer npm runs no install scripts unasked, older ones run all: these two put a native program in its place. */
const placeNativePrograms = (folder: string): void => {
  const packages = join(folder, 'node_modules');
  run(join(packages, '@anthropic-ai/claude-code'), process.execPath, ['install.cjs']);
  run(join(packages, 'opencode-ai'), process.execPath, ['postinstall.mjs']);
};

const install = (folder: string): void => {
  const part = `${folder}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(part);
  fs.copyFileSync(manifest, join(part, 'package.json'));
  run(part, 'npm', [
    'install',
    '--ignore-scripts',
    '--include=optional',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ]);
  placeNativePrograms(part);
  fs.renameSync(part, folder);
};

const [, , folder = ''] = process.argv;
fs.mkdirSync(dirname(folder), { recursive: true });
const lock = new DatabaseSync(`${folder}.lock`, { timeout: LOCK_MS });
lock.exec('BEGIN EXCLUSIVE');
if (!fs.existsSync(folder)) install(folder);
lock.close();
