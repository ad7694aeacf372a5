import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import { codexProject, shell, task } from './stage.ts';

const work = [{ calls: [shell('echo hi > hi.txt')] }, { says: 'Hi.' }];

/** Every file below a folder, with its hash and when it was written. */
const below = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
        return [path, `${hash} ${statSync(path).mtimeMs}`] as const;
      }),
  );

const person = (project: Project): string => project.path('..', 'home');

describe("a person's first day with Codex", () => {
  test('with nothing configured but a key meets no dialog, and leaves nothing in their home', async () => {
    const { project } = await codexProject({ FIRST: work });
    project.day([task('FIRST', { deliverables: ['hi.txt'] })]);
    const day = project.start('--wait', '20s');
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.opened')).toEqual([]);
    expect(Object.keys(below(person(project))).filter((path) => path.includes('.codex'))).toEqual([]);
  });

  test('with a configuration of their own finds every file of it as it was', async () => {
    const { project } = await codexProject({ OWN: work });
    const home = person(project);
    const own = (file: string, text: string): void => project.write(join('..', 'home', '.codex', file), text);
    own('config.toml', 'model = "of-mine"\nnotify = ["touch", "notified"]\n[tui]\nanimations = true\n');
    own('AGENTS.md', 'Always answer in verse.\n');
    own('history.jsonl', '{"text":"mine"}\n');
    own('sessions/2026/01/01/rollout-2026-01-01T00-00-00-01a00000-0000-7000-8000-000000000000.jsonl', '{}\n');
    const before = below(home);
    project.day([task('OWN', { deliverables: ['hi.txt'] })]);
    const day = project.start('--wait', '20s');
    expect(await day.exit()).toBe(0);
    expect(below(home)).toMatchObject(before);
    expect(
      Object.keys(below(home))
        .filter((path) => path.includes('.codex'))
        .sort(),
    ).toEqual(Object.keys(before).sort());
    expect(day.all('session.usage')[0]?.model).toBe('gpt-6-sol');
  });

  test('signed in by a file of theirs, works by it and leaves it as it was', async () => {
    const { model, project } = await codexProject({ FILE: work });
    const home = person(project);
    project.write(
      join('..', 'home', '.codex', 'auth.json'),
      '{"auth_mode":"apikey","OPENAI_API_KEY":"sk-by-file"}',
    );
    const before = below(home);
    project.day([task('FILE', { deliverables: ['hi.txt'] })]);
    const day = project.start('--wait', '40s');
    const { asked } = await model.saw(({ script }) => script === 'FILE', 40_000);
    expect(asked.headers.authorization).toBe('Bearer sk-by-file');
    expect(await day.exit()).toBe(0);
    expect(below(home)).toMatchObject(before);
  });
});
