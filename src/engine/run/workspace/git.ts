import { existsSync } from 'node:fs';
import { execa } from 'execa';
import { fail, ok, type Result } from '../../../domain/errors.ts';

export interface GitCall {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

export interface GitOutcome {
  readonly code: number;
  readonly bytes: Uint8Array;
  readonly said: string;
}

/** No hook, no monitor, no clean-up in the background, nothing written that was not asked for. */
const quiet = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'core.fsync=loose-object',
  'core.fsyncMethod=batch',
  'diff.autoRefreshIndex=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'advice.addEmbeddedRepo=false',
].flatMap((setting) => ['-c', setting]);

const fixed = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

/** What a caller's shell or hook says about some repository (GIT_DIR, GIT_INDEX_FILE, …) is not about ours. */
const inherited = (): Record<string, string> => {
  const kept = /^(?!GIT_)|^GIT_(CONFIG_|EXEC_PATH$|CEILING_DIRECTORIES$)/;
  const entries = Object.entries(process.env).filter(([name]) => kept.test(name));
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
};

const notRun = (cwd: string, code: string | undefined, message: string): string => {
  if (code !== 'ENOENT') return message;
  return existsSync(cwd) ? 'git is not installed here' : `${cwd} is not there`;
};

/** Runs git whatever its exit code; -1 where it could not be run at all. */
export const runGit = async (args: readonly string[], call: GitCall): Promise<GitOutcome> => {
  const run = await execa('git', [...quiet, ...args], {
    cwd: call.cwd,
    env: { ...inherited(), ...fixed, ...call.env },
    extendEnv: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    ...(call.input === undefined ? { stdin: 'ignore' } : { input: call.input }),
  });
  const bytes = run.stdout ?? new Uint8Array();
  const said = Buffer.from(run.stderr ?? []).toString('utf8');
  if (run.exitCode !== undefined) return { code: run.exitCode, bytes, said };
  return { code: -1, bytes, said: said || notRun(call.cwd, run.code, run.shortMessage ?? '') };
};

/** The line of git's own words that says why, in a sentence about what was tried. */
const gitRefused = (args: readonly string[], said: string): string => {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const why = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return `git ${args[0] ?? ''}: ${why.replace(/^(fatal|error): /, '')}`;
};

/** A refusal of git as a value; a full disk has its own code. */
export const gitFailure = (args: readonly string[], { code, said }: GitOutcome): Result<never> => {
  const room = /No space left|Disk quota|file size limit/i.test(said) ? 'disk.full' : 'git.failed';
  return fail(room, code === -1 ? said : gitRefused(args, said));
};

export const gitBytes = async (args: readonly string[], call: GitCall): Promise<Result<Uint8Array>> => {
  const outcome = await runGit(args, call);
  return outcome.code === 0 ? ok(outcome.bytes) : gitFailure(args, outcome);
};

/** What git prints, without the newline at its end. */
export const git = async (args: readonly string[], call: GitCall): Promise<Result<string>> => {
  const done = await gitBytes(args, call);
  return done.ok ? ok(Buffer.from(done.value).toString('utf8').replace(/\n$/, '')) : done;
};

/** NUL-separated output as a list. */
export const listed = (text: string): string[] => text.split('\0').filter((item) => item !== '');
