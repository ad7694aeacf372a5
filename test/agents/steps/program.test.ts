import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Step } from '../../../src/domain/task.ts';
import { stand } from '../stand.ts';

const step = (skill: string, args: readonly string[], more: Partial<Step> = {}): Step => ({
  skill,
  args,
  timeout_ms: 20_000,
  optional: false,
  ...more,
});

const sh = (command: string, more: Partial<Step> = {}): Step => step('bash', ['-c', command], more);

/** A zombie is dead; who ever its parent is may not have noticed. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
};

const execution = (workspace: string) =>
  JSON.parse(fs.readFileSync(join(workspace, 'execution.json'), 'utf8'));

test('steps run one after the other, and the log has the shape delegated tasks know', async () => {
  const project = stand('steps', { steps: [sh("echo 'SMOKE_OK'"), step('node', ['-p', '6 * 7'])] });
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
  expect(execution(project.workspace)).toEqual({
    status: 'ok',
    results: [
      { step: 'bash', args: ['-c', "echo 'SMOKE_OK'"], code: 0, stdout: 'SMOKE_OK\n', stderr: '' },
      { step: 'node', args: ['-p', '6 * 7'], code: 0, stdout: '42\n', stderr: '' },
    ],
    acceptance: [],
    duration_ms: expect.any(Number),
  });
  expect(session.factsOf('session.step')).toMatchObject([
    { step: 1, skill: 'bash', ok: true, code: 0, stdout: 'SMOKE_OK\n' },
    { step: 2, skill: 'node', ok: true, code: 0, stdout: '42\n' },
  ]);
  expect(session.pty.text()).toMatch(/1\/2 bash -c .*\n {3}│ SMOKE_OK\n.*exit 0/);
});

test('the first step that fails and is not optional ends it', async () => {
  const project = stand('steps', {
    steps: [sh('exit 3', { optional: true }), sh('exit 4'), sh('touch never')],
  });
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 1 });
  expect(execution(project.workspace)).toMatchObject({
    status: 'failed',
    results: [{ code: 3 }, { code: 4 }],
  });
  expect(fs.existsSync(join(project.cwd, 'never'))).toBe(false);
  expect(session.factsOf('session.step')).toMatchObject([{ optional: true, ok: false }, { ok: false }]);
});

test('a step that runs longer than its time is ended with all it started', async () => {
  const project = stand('steps', {
    steps: [sh("(trap '' TERM; echo $BASHPID > pid; sleep 60) & wait", { timeout_ms: 400 })],
  });
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 1 });
  const pid = Number(fs.readFileSync(join(project.cwd, 'pid'), 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(session.pty.text()).toContain('timed out after 0.4 s');
  expect(execution(project.workspace).results[0]).toMatchObject({ code: null });
});

test('a skill nobody has stops it before anything runs, with the known ones', async () => {
  const project = stand('steps', { steps: [sh('touch ran'), step('reportbt', [])] });
  fs.mkdirSync(join(project.project, 'skills'));
  fs.writeFileSync(join(project.project, 'skills/reportbot.mjs'), '');
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 2 });
  expect(fs.existsSync(join(project.cwd, 'ran'))).toBe(false);
  expect(session.factsOf('session.message')[0]?.text).toMatch(/step 2.*reportbt.*did you mean `reportbot`/);
});

test("a project's own skills are called by name: an executable, a module, a folder", async () => {
  const names = ['ops_atomic', 'reportbot', 'self_review'];
  const project = stand('steps', { steps: names.map((name) => step(name, ['--days=7'])) });
  const skills = join(project.project, 'skills');
  fs.mkdirSync(join(skills, 'self_review'), { recursive: true });
  fs.writeFileSync(join(skills, 'ops_atomic'), '#!/bin/sh\necho "ops $1"\n', { mode: 0o755 });
  fs.writeFileSync(
    join(skills, 'reportbot.ts'),
    'const arg: string = process.argv[2] ?? ""; console.log("report", arg);',
  );
  fs.writeFileSync(join(skills, 'self_review/index.cjs'), 'console.log("review", process.argv[2]);');
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
  expect(execution(project.workspace).results.map((result: { stdout: string }) => result.stdout)).toEqual([
    'ops --days=7\n',
    'report --days=7\n',
    'review --days=7\n',
  ]);
});

test('a dangerous command is refused, in the text and in a script', async () => {
  const project = stand('steps', {
    steps: [sh('echo safe; rm -rf /', { optional: true }), step('bash', ['wipe.sh'])],
  });
  fs.writeFileSync(join(project.cwd, 'wipe.sh'), 'set -e\nmkfs.ext4 /dev/null\n');
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 1 });
  expect(execution(project.workspace).results).toMatchObject([
    { code: 126, stdout: '', stderr: expect.stringContaining('deletes everything') },
    { code: 126, stderr: expect.stringContaining('formats a disk') },
  ]);
});

test('a resumed session does not run finished steps again', async () => {
  const project = stand('steps', {
    steps: [sh('echo x >> once'), sh('test -e go || { touch waiting; sleep 60; }'), sh('echo y >> last')],
  });
  const first = project.launch();
  await first.pty.until(() => fs.existsSync(join(project.cwd, 'waiting')));
  first.pty.kill('SIGTERM');
  expect(await first.pty.exit).toMatchObject({ exitCode: 143 });
  fs.writeFileSync(join(project.cwd, 'go'), '');
  const second = project.resume(first);
  expect(await second.pty.exit).toMatchObject({ exitCode: 0 });
  expect(second.pty.text()).toContain('Resumed: 1 of 3 steps are done already');
  expect(fs.readFileSync(join(project.cwd, 'once'), 'utf8')).toBe('x\n');
  expect(execution(project.workspace).results).toHaveLength(3);
});

test('an endless output keeps its end', async () => {
  const project = stand('steps', { steps: [sh('seq 200000')] });
  const session = project.launch();
  await session.pty.exit;
  const { stdout } = execution(project.workspace).results[0];
  expect(stdout).toMatch(/^… \d+ bytes before this\n[\s\S]*200000\n$/);
  expect(session.factsOf('session.step')[0]?.stdout.length).toBeLessThan(5000);
});

test('when its terminal goes away it ends what it started', async () => {
  const project = stand('steps', { steps: [sh("trap '' HUP; echo $$ > pid; sleep 60")] });
  const session = project.launch();
  await session.pty.until(() => fs.existsSync(join(project.cwd, 'pid')));
  session.pty.kill('SIGHUP');
  await session.pty.exit;
  const pid = Number(fs.readFileSync(join(project.cwd, 'pid'), 'utf8'));
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});
