import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Acceptance, Deliverable } from '../../../../src/domain/task.ts';
import { hashFiles } from '../../../../src/engine/run/checks/hashes.ts';
import { type CheckRequest, runChecks } from '../../../../src/engine/run/checks/run-checks.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'orch-checks-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const check = async (wanted: Acceptance | Deliverable, more: Partial<CheckRequest> = {}) => {
  const spec =
    'kind' in wanted
      ? { deliverables: [], acceptance: [wanted] }
      : { deliverables: [wanted], acceptance: [] };
  const request = { cwd, spec, before: {}, screenText: '', exitCode: 0, timeoutMs: 10_000, ...more };
  const checks = await runChecks(request);
  expect(checks).toHaveLength(1);
  return checks[0];
};

const run = (command: string, more: Partial<CheckRequest> = {}) => check({ kind: 'run', command }, more);
const output = (regex: string, screenText: string) => check({ kind: 'output', regex }, { screenText });
const deliverable = (path: string): Deliverable => ({ text: path, path });

const stateOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout || 'gone';

describe('a deliverable', () => {
  it('must be there', async () => {
    expect(await check(deliverable('a.md'), { before: { 'a.md': null } })).toEqual({
      what: 'a.md',
      ok: false,
      detail: 'it is not there',
    });
  });

  it('must be the work of this task: one that lies there unchanged does not count', async () => {
    writeFileSync(join(cwd, 'a.md'), 'old');
    const before = await hashFiles(cwd, ['a.md', 'b.md']);
    expect(await check(deliverable('a.md'), { before })).toMatchObject({
      ok: false,
      detail: 'it is as it was before the work',
    });
    writeFileSync(join(cwd, 'a.md'), 'new');
    writeFileSync(join(cwd, 'b.md'), 'new');
    expect(await check(deliverable('a.md'), { before })).toMatchObject({
      ok: true,
      detail: 'it was changed',
    });
    expect(await check(deliverable('b.md'), { before })).toMatchObject({ ok: true, detail: 'it is new' });
  });

  it('that was promised only while the task ran must be there', async () => {
    writeFileSync(join(cwd, 'a.md'), 'x');
    expect(await check(deliverable('a.md'))).toMatchObject({ ok: true });
  });

  it('may not lie outside, by a link or by dots', async () => {
    symlinkSync(tmpdir(), join(cwd, 'out'));
    for (const path of ['out/x', '../x', '/etc/passwd'])
      expect(await check(deliverable(path))).toMatchObject({
        ok: false,
        detail: 'it leads outside the project',
      });
  });

  it('in prose is for a person to judge', async () => {
    expect(await check({ text: 'a faster start', path: null })).toEqual({
      what: 'a faster start',
      ok: null,
      detail: 'for you to judge',
    });
  });
});

describe('a command', () => {
  it('passes by its exit code and says its last line', async () => {
    expect(await run('echo one; echo "two  words"; echo')).toEqual({
      what: 'echo one; echo "two  words"; echo',
      ok: true,
      detail: 'exit 0: two words',
    });
    expect(await run('echo bad >&2; exit 3')).toMatchObject({ ok: false, detail: 'exit 3: bad' });
    expect(await run('true')).toMatchObject({ ok: true, detail: 'exit 0' });
    expect(await run('kill -TERM $$')).toMatchObject({ ok: false, detail: 'ended by SIGTERM' });
  });

  it('runs where the work is, with the environment it is given', async () => {
    const env = { PATH: process.env.PATH ?? '', SHOP: 'open' };
    await run('printf "$SHOP$HOME" > here', { env });
    expect(readFileSync(join(cwd, 'here'), 'utf8')).toBe('open');
  });

  it('that takes too long is stopped with all it started', async () => {
    const checked = await run('sleep 60 & echo $! > child; echo started; wait', { timeoutMs: 300 });
    expect(checked).toMatchObject({ ok: false, detail: 'stopped after 0.3 s: started' });
    const child = Number(readFileSync(join(cwd, 'child'), 'utf8'));
    // Killed, it stays in the table until init has taken note of it.
    await vi.waitFor(() => expect(stateOf(child)).toMatch(/gone|Z/));
  });

  it('that leaves something running behind it is over when it is over', async () => {
    expect(await run('sleep 60 & echo done')).toMatchObject({ ok: true, detail: 'exit 0: done' });
    const daemon =
      "setsid sh -c 'echo up > up; sleep 60' & echo $! > child; until [ -e up ]; do :; done; echo done";
    expect(await run(daemon)).toMatchObject({ ok: true, detail: 'exit 0: done' });
    process.kill(-Number(readFileSync(join(cwd, 'child'), 'utf8')));
  });

  it('that floods is read to its end and kept in bounds', async () => {
    const flood =
      'i=0; while [ $i -lt 40 ]; do head -c 100000 /dev/zero | tr "\\0" x; i=$((i+1)); done; echo; echo end';
    expect(await run(flood)).toMatchObject({ ok: true, detail: 'exit 0: end' });
  });

  it('cannot put escape sequences or control characters into the report', async () => {
    const { detail } = (await run('printf "\\033[31mred\\033[0m\\007 \\342\\200\\256x 50%%\\r"')) ?? {};
    expect(detail).toBe('exit 0: red x 50%');
  });

  it('in a place that is gone fails with a reason', async () => {
    const checked = await run('true', { cwd: join(cwd, 'gone') });
    expect(checked?.ok).toBe(false);
    expect(checked?.detail).toContain('gone');
  });
});

describe('a file', () => {
  it('is there or not', async () => {
    writeFileSync(join(cwd, 'a'), 'four');
    expect(await check({ kind: 'file', path: 'a' })).toEqual({ what: 'a', ok: true, detail: '4 bytes' });
    expect(await check({ kind: 'file', path: 'b' })).toMatchObject({ ok: false, detail: 'it is not there' });
    expect(await check({ kind: 'file', path: '.' })).toMatchObject({ ok: true, detail: 'a folder' });
    expect(await check({ kind: 'file', path: '../x' })).toMatchObject({ ok: false });
  });
});

describe('a pattern', () => {
  it('is looked for line by line', async () => {
    expect(await output('^\\d+ passed$', 'tests\n12 passed\nbye')).toEqual({
      what: 'output matches /^\\d+ passed$/',
      ok: true,
      detail: 'found “12 passed”',
    });
    expect(await output('passed', 'failed')).toMatchObject({
      ok: false,
      detail: 'nothing in the output matches',
    });
  });

  it('that would search for ever is ended', async () => {
    expect(await output('^(a+)+$', `${'a'.repeat(60)}b`)).toMatchObject({
      ok: false,
      detail: 'the pattern took longer than 2 s: make it simpler',
    });
  });

  it('that is none is said to be none', async () => {
    expect((await output('(', 'x'))?.detail).toContain('Invalid regular expression');
  });
});

it('a sentence waits for a person, and an agent that ended badly counts', async () => {
  const spec = { deliverables: [], acceptance: [{ kind: 'sentence', text: 'it reads well' } as const] };
  const checks = await runChecks({ cwd, spec, before: {}, screenText: '', exitCode: 2, timeoutMs: 1000 });
  expect(checks).toEqual([
    { what: 'the agent ends well', ok: false, detail: 'exit 2' },
    { what: 'it reads well', ok: null, detail: 'for you to judge' },
  ]);
});
