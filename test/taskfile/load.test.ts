import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings.ts';
import { loadDay, loadSettings } from '../../src/taskfile/load.ts';
import type { Loaded } from '../../src/taskfile/loaded.ts';

let project = '';
let elsewhere = '';

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'orch-load-'));
  elsewhere = await mkdtemp(join(tmpdir(), 'orch-elsewhere-'));
});

afterEach(async () => {
  await rm(project, { recursive: true, force: true });
  await rm(elsewhere, { recursive: true, force: true });
});

const write = async (path: string, text: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
};

const load = (file: string) => loadDay(file, { project, settings: defaultSettings, today: '2025-11-21' });

const day = (lines: string): string => `tasks:\n  - id: a\n    name: A\n    description: d\n${lines}`;

const loadLines = async (lines: string) => {
  await write('tasks/today.yaml', day(lines));
  return load('tasks/today.yaml');
};

const messages = (loaded: Loaded<unknown>): string[] =>
  loaded.ok ? [] : loaded.mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a task file on disk', () => {
  test('is loaded with its text, by a path from the project or an absolute one', async () => {
    await write('tasks/today.yaml', day(''));
    const loaded = await load('tasks/today.yaml');
    expect(loaded).toMatchObject({ ok: true, value: { file: 'tasks/today.yaml', text: day('') } });
    expect(await load(join(project, 'tasks/today.yaml'))).toEqual(loaded);
  });

  test('that is not there has its neighbour suggested', async () => {
    await write('tasks/2025-11-18.yaml', day(''));
    await write('tasks/notes.yaml', day(''));
    expect(await load('tasks/2025-11-19.yaml')).toMatchObject({
      ok: false,
      error: {
        code: 'taskfile.missing',
        where: 'tasks/2025-11-19.yaml',
        mend: 'did you mean tasks/2025-11-18.yaml?',
      },
    });
  });

  test('that is no file is not waited for', async () => {
    await mkdir(join(project, 'tasks'));
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(project, 'pipe.yaml')]);
    expect(await load('tasks')).toMatchObject({
      error: { code: 'taskfile.unreadable', what: 'it is a folder' },
    });
    expect(await load('pipe.yaml')).toMatchObject({
      error: { code: 'taskfile.unreadable', what: 'it is not a plain file' },
    });
  });

  test('with mistakes comes with them, and one line that names the first', async () => {
    await write('x.yaml', 'tasks: [{id: a, name: A, description: d, nope: 1, never: 2}]');
    const loaded = await load('x.yaml');
    expect(loaded).toMatchObject({
      ok: false,
      error: {
        code: 'taskfile.invalid',
        where: 'x.yaml:1:42',
        what: '2 mistakes, the first: unknown key `nope` in a task',
      },
    });
    expect(messages(loaded)).toHaveLength(2);
  });

  test('of more than a megabyte is not read whole', async () => {
    await write('x.yaml', 'x'.repeat(5_000_000));
    expect(messages(await load('x.yaml'))).toEqual(['1:1 the file is larger than 1 MB']);
  });
});

describe('context files', () => {
  test('that are not there are told where they are named', async () => {
    await write('docs/A.md', '');
    await mkdir(join(project, 'src'));
    const loaded = await loadLines('    context_files: [docs/A.md, src/, docs/B.md, docs/A.md/]\n');
    expect(messages(loaded)).toEqual([
      '5:38 there is no `docs/B.md` in the project',
      '5:49 `docs/A.md/` is a file',
    ]);
  });

  const twoTasks = (second: string) => `    deliverables: [docs/new.md]
  - {id: b, name: B, description: d, context_files: [docs/new.md]${second}}
`;

  test('may be written by a task this one waits for', async () => {
    expect((await loadLines(twoTasks(', depends_on: a'))).ok).toBe(true);
  });

  test('written by another task need waiting for', async () => {
    const loaded = await loadLines(twoTasks(''));
    expect(messages(loaded)).toEqual([
      '6:54 there is no `docs/new.md` yet, and this task does not wait for the one that writes it',
    ]);
    expect(!loaded.ok && loaded.mistakes[0]?.hint).toBe('add `depends_on: [a]`');
  });
});

describe('a link out of the project', () => {
  test('is found in deliverables, context files, checks and workspaces', async () => {
    await symlink(elsewhere, join(project, 'out'));
    await mkdir(join(project, 'agent_workspaces'));
    await symlink(elsewhere, join(project, 'agent_workspaces', 'a'));
    await writeFile(join(elsewhere, 'x.md'), '');
    const loaded = await loadLines(
      '    context_files: [out/x.md]\n    deliverables: [out/new/y.md]\n    acceptance: [{file: out/x.md}]\n',
    );
    expect(messages(loaded)).toEqual([
      '2:9 `agent_workspaces/a` leaves the project through a link',
      '5:21 `out/x.md` leaves the project through a link',
      '6:20 `out/new/y.md` leaves the project through a link',
      '7:18 `out/x.md` leaves the project through a link',
    ]);
  });

  test('is found also where it leads to nothing yet', async () => {
    await symlink(join(elsewhere, 'later.md'), join(project, 'later.md'));
    expect(messages(await loadLines('    deliverables: [later.md]\n'))).toEqual([
      '5:20 `later.md` leaves the project through a link',
    ]);
  });

  test('is none where it stays inside, and the project itself may be reached by a link', async () => {
    await write('docs/A.md', '');
    await symlink('docs', join(project, 'handbook'));
    await write(
      'tasks/today.yaml',
      day('    context_files: [handbook/A.md]\n    deliverables: [handbook/B.md]\n'),
    );
    const byLink = join(elsewhere, 'project');
    await symlink(project, byLink);
    const loaded = await loadDay('tasks/today.yaml', {
      project: byLink,
      settings: defaultSettings,
      today: '2025-11-21',
    });
    expect(messages(loaded)).toEqual([]);
    expect(loaded.ok).toBe(true);
  });
});

describe('settings on disk', () => {
  const env = () => ({ XDG_CONFIG_HOME: elsewhere, HOME: '/nonexistent' });

  test('are the defaults where no file is', async () => {
    expect(await loadSettings(project, env())).toEqual({ ok: true, value: defaultSettings });
  });

  test("of the project win over the person's own", async () => {
    await mkdir(join(elsewhere, 'orch'));
    await writeFile(join(elsewhere, 'orch', 'config.yaml'), 'max_agents: 7\nsafety: off\n');
    await write('orch.yaml', 'max_agents: 2\n');
    const loaded = await loadSettings(project, env());
    expect(loaded.ok && [loaded.value.max_agents, loaded.value.safety]).toEqual([2, 'off']);
  });

  test('are looked for below HOME without XDG_CONFIG_HOME', async () => {
    await mkdir(join(elsewhere, '.config', 'orch'), { recursive: true });
    await writeFile(join(elsewhere, '.config', 'orch', 'config.yaml'), 'max_agents: 9\n');
    const loaded = await loadSettings(project, { HOME: elsewhere, XDG_CONFIG_HOME: 'not/absolute' });
    expect(loaded.ok && loaded.value.max_agents).toBe(9);
  });

  test('with mistakes name the file they are in', async () => {
    await write('orch.yaml', 'max_agents: 0\n');
    expect(await loadSettings(project, env())).toMatchObject({
      ok: false,
      error: { code: 'settings.invalid', where: 'orch.yaml:1:13' },
    });
  });
});
