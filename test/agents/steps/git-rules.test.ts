import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeGit } from '../../../src/agents/steps/git-rules.ts';
import type { Step } from '../../../src/domain/task.ts';
import { stand } from '../stand.ts';

const words = (text: string): readonly string[] => text.split(' ');

const reads = [
  'status --short',
  'log --oneline -3',
  'diff HEAD',
  'show HEAD',
  'branch',
  'branch -a',
  'branch --list feature/*',
  'branch --show-current',
  'rev-parse HEAD',
  'ls-files',
  'blame README.md',
  'remote -v',
  'tag --list',
  'config --get user.name',
  'stash list',
  '-C . status',
  '-c color.ui=never log',
  '--git-dir .git log',
  '--git-dir=.git log',
];

const writes = [
  'commit -m x',
  '-C . commit -m x',
  '-c user.name=x commit -am y',
  '--git-dir .git commit -m x',
  'add .',
  'push origin feature',
  'branch feature',
  'branch -D feature',
  'branch -v feature',
  'tag v1',
  'tag -d v1',
  'remote add x y',
  'config user.name x',
  'stash',
  'reset --hard HEAD~1',
  'checkout .',
  'clean -fd',
  'fetch',
  'diff --output=x',
  'log --output x',
  'grep -Oless x',
  '-c alias.status=!rm status',
  '-c core.fsmonitor=./evil status',
  '--exec-path=/tmp status',
  'my-alias',
];

describe('without approval', () => {
  test.each(reads)('git %s may run', (text) =>
    expect(judgeGit(words(text), false)).toEqual({ allowed: true }),
  );
  test.each(writes)('git %s may not', (text) => expect(judgeGit(words(text), false).allowed).toBe(false));
});

describe('with approval', () => {
  test.each(writes)('git %s may run', (text) => expect(judgeGit(words(text), true).allowed).toBe(true));
  test.each([
    'push --force origin main',
    'push -f origin HEAD:master',
    '-C . -c a.b=c push origin +main',
    'push origin :main',
  ])('git %s never', (text) => expect(judgeGit(words(text), true).allowed).toBe(false));
});

test('no global option hides a write', () => {
  const option = fc.constantFrom(
    ['-C', '.'],
    ['-c', 'color.ui=auto'],
    ['--git-dir', '.git'],
    ['--no-pager'],
    ['-p'],
  );
  fc.assert(
    fc.property(
      fc.array(option, { maxLength: 6 }),
      fc.constantFrom('commit', 'push', 'reset', 'add'),
      (options, verb) => {
        expect(judgeGit([...options.flat(), verb, 'x'], false).allowed).toBe(false);
      },
    ),
  );
});

const stateOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const entry of fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile()))
    hash.update(entry.name).update(fs.readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest('hex');
};

const repository = (cwd: string): void => {
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd, stdio: 'ignore' });
  };
  git('init', '-q', '-b', 'main');
  fs.writeFileSync(join(cwd, 'README.md'), 'mugs\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  fs.writeFileSync(join(cwd, 'README.md'), 'more mugs\n');
};

test('on a real repository reading leaves every byte of .git as it was, and writing is refused', async () => {
  const step = (args: readonly string[], optional = false): Step => ({
    skill: 'git',
    args,
    timeout_ms: 20_000,
    optional,
  });
  const project = stand('steps', {
    steps: [
      step(['status', '--short']),
      step(['diff']),
      step(['log', '--oneline']),
      step(['commit', '-am', 'x'], true),
    ],
  });
  repository(project.cwd);
  const before = stateOf(join(project.cwd, '.git'));
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
  expect(stateOf(join(project.cwd, '.git'))).toBe(before);
  expect(session.factsOf('session.step')).toMatchObject([
    { code: 0, stdout: ' M README.md\n' },
    { code: 0, stdout: expect.stringContaining('+more mugs') },
    { code: 0, stdout: expect.stringContaining('first') },
    { code: 126, stderr: expect.stringContaining("needs the task's approval") },
  ]);
});

test('an approved task may commit', async () => {
  const args = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'second'];
  const steps: readonly Step[] = [{ skill: 'git', args, timeout_ms: 20_000, optional: false }];
  const project = stand('steps', { steps }, { approved: true });
  repository(project.cwd);
  expect(await project.launch().pty.exit).toMatchObject({ exitCode: 0 });
  expect(execFileSync('git', ['log', '--oneline'], { cwd: project.cwd, encoding: 'utf8' })).toContain(
    'second',
  );
});
