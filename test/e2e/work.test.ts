import { describe, expect, test } from 'vitest';
import { demo, type Project, steadily } from './project.ts';
import type { RunningDay } from './running-day.ts';
import { newProject } from './story.ts';

const editor = (id: string, text: string) =>
  demo(
    id,
    [
      { do: 'write', file: 'README.md', text },
      { do: 'write', file: `src/${id}.ts`, text: `export const ${id} = true;` },
    ],
    { deliverables: ['README.md', `src/${id}.ts`] },
  );

const staged = (project: Project): string => project.git('diff', '--cached', '--name-only');

/** The engine stays as long as a viewer looks. */
const heldOpen = (project: Project): RunningDay => project.start();

describe("a task's work", () => {
  test('is done in a worktree of its own: the tree, the index and HEAD of the person stay as they are', async () => {
    const project = newProject({ git: true });
    const head = project.git('rev-parse', 'HEAD');
    project.day([editor('one', '# One')]);
    const day = project.start();
    expect((await day.event('attempt.prepared')).isolation).toBe('worktree');
    expect(await day.exit()).toBe(0);
    expect(project.read('README.md')).toBe('# A project\n');
    expect(project.has('src', 'one.ts')).toBe(false);
    const diff = await project.does('diff', 'one');
    expect(diff).toContain('+# One');
    expect(diff).toContain('src/one.ts');
    expect(await project.does('diff', 'one', '--stat')).toMatch(/README\.md\n.*src\/one\.ts/);
    expect([project.git('rev-parse', 'HEAD'), staged(project)]).toEqual([head, '']);
  });

  test('is brought in by `orch apply`: uncommitted, nothing staged, HEAD as it was', async () => {
    const project = newProject({ git: true });
    const head = project.git('rev-parse', 'HEAD');
    project.day([editor('one', '# One'), demo('long', steadily())]);
    const day = heldOpen(project);
    await day.event('task.ended', ({ task }) => task === 'one');
    expect(await project.does('apply', 'one')).toContain('one applied');
    expect(project.read('README.md')).toBe('# One\n');
    expect(project.read('src', 'one.ts')).toBe('export const one = true;\n');
    expect([project.git('rev-parse', 'HEAD'), staged(project)]).toEqual([head, '']);
    expect(project.git('status', '--porcelain').trim().split('\n').sort()).toEqual([
      '?? src/',
      '?? tasks/',
      'M README.md',
    ]);
    expect(await day.event('task.applied')).toMatchObject({ files: ['README.md', 'src/one.ts'] });
    expect(await project.does('apply', 'one')).toContain('nothing to do');
    await project.does('kill', 'long');
    await day.exit();
  });

  test("is not brought in over the person's own edits", async () => {
    const project = newProject({ git: true });
    project.day([editor('one', '# One'), demo('long', steadily())]);
    const day = heldOpen(project);
    await day.event('task.ended', ({ task }) => task === 'one');
    project.write('README.md', '# Mine, half done\n');
    const { code, err } = await project.orch('apply', 'one');
    expect(code).toBe(1);
    expect(err).toMatch(/README\.md/);
    expect(project.read('README.md')).toBe('# Mine, half done\n');
    expect(project.has('src', 'one.ts')).toBe(false);
    await project.does('kill', 'long');
    await day.exit();
  });

  test('is begun from the work of the task it depends on', async () => {
    const project = newProject({ git: true });
    const next = demo('two', [{ do: 'run', command: 'cat src/one.ts', must_pass: true }], {
      depends_on: ['one'],
    });
    project.day([editor('one', '# One'), next]);
    expect(await project.start().exit()).toBe(0);
  });
});

describe('the live task file', () => {
  const long = demo('long', steadily());
  const late = demo('late', [{ do: 'say', text: 'just in time' }]);

  test('a task added while the day runs is taken up', async () => {
    const project = newProject();
    project.day([long]);
    const day = project.start();
    await day.event('session.usage');
    project.day([long, late]);
    expect(await day.event('task.ended', ({ task }) => task === 'late')).toMatchObject({ state: 'done' });
    expect(day.all('attempt.started').map(({ task }) => task)).toEqual(['long', 'late']);
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });

  test('a mistake becomes a notice and touches nothing; mended, it is taken up', async () => {
    const project = newProject();
    project.day([long]);
    const day = project.start();
    await day.event('session.usage');
    project.day([long, { ...late, dependson: ['long'] }]);
    const refused = await day.event('day.file_refused');
    expect(refused.mistakes.join()).toContain('depends_on');
    expect((await project.status()).notices.at(-1)?.text).toContain('today.yaml');
    expect((await project.status()).tasks.map(({ id, state }) => [id, state])).toEqual([['long', 'running']]);
    project.day([long, late]);
    await day.event('task.ended', ({ task }) => task === 'late');
    expect(day.all('session.started').filter(({ task }) => task === 'long').length).toBe(1);
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });
});
