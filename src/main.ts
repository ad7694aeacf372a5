import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './cli/io.ts';
import { runProgram } from './cli/program.ts';

const { stdout, stderr, stdin, env } = process;

// A reader that goes away (`orch log | head`) is an ordinary end.
stdout.on('error', () => process.exit(0));

const io: Io = {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  cwd: process.cwd(),
  env,
  color: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  terminal: stdout.isTTY === true,
  now: Date.now,
};

const versionIn = (file: string): string => JSON.parse(readFileSync(file, 'utf8')).version;

process.exitCode = await runProgram(process.argv.slice(2), {
  io,
  programs: import.meta.dirname,
  columns: stdout.columns ?? 100,
  version: versionIn(join(import.meta.dirname, '..', 'package.json')),
  interactive: stdout.isTTY === true && stdin.isTTY === true,
});
