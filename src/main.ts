import packageJson from '../package.json' with { type: 'json' };
import type { Io } from './cli/io.ts';
import { runProgram } from './cli/program.ts';

const { env } = process;

// A reader that goes away (`orch log | head`) is an ordinary end.
const say = (text: string): void => {
  const { stdout } = process;
  if (stdout.listenerCount('error') === 0) stdout.on('error', () => process.exit(0));
  stdout.write(text);
};

// Each standard stream takes Node a while to open: only those in use are.
const io: Io = {
  out: say,
  err: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  env,
  get color() {
    return process.stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  },
  get terminal() {
    return process.stdout.isTTY === true;
  },
  now: Date.now,
};

process.exitCode = await runProgram(process.argv.slice(2), {
  io,
  programs: import.meta.dirname,
  version: packageJson.version,
  get columns() {
    return process.stdout.columns ?? 100;
  },
  quit: (code) => process.exit(code),
  loadConsole: async () => (await import('../components/console.tsx')).openConsole,
  get interactive() {
    return process.stdout.isTTY === true && process.stdin.isTTY === true;
  },
});
