import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/taskfile/day.ts';
import { parseSettings } from '../../src/taskfile/settings.ts';
import { context } from '../fixtures/day-files.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/task-file.md'), 'utf8');
const [day = '', settings = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  (block) => block[1] ?? '',
);

/** The keys of the tables below a heading: what stands in backticks in their first column. */
const keysBelow = (heading: string): readonly string[] => {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const cells = [...section.matchAll(/^\| ((?:`\w+` ?)+)\|/gm)].map((row) => row[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map((key) => key[1] ?? ''));
};

/** What is said of a key besides its value: only that nobody knows it. */
const unknown = (keys: readonly string[], text: (key: string) => string): readonly string[] =>
  keys.filter((key) => {
    const read = parseDay(text(key), context);
    return !read.ok && read.mistakes.some(({ message }) => message.startsWith(`unknown key \`${key}\``));
  });

describe('docs/task-file.md', () => {
  test('has a day and settings that are read as they stand', () => {
    const read = parseSettings(settings, context.settings);
    expect(read).toMatchObject({ ok: true });
    expect(parseDay(day, context)).toMatchObject({ ok: true });
  });

  test('names no key of a day or a task that nobody knows', () => {
    const ofDay = keysBelow('The day');
    const ofTask = keysBelow('A task');
    expect(ofDay).toContain('defaults');
    expect(ofTask).toEqual(expect.arrayContaining(['id', 'split', 'review', 'max_tokens', 'env']));
    expect(unknown(ofDay, (key) => `${key}: 1\n`)).toEqual([]);
    expect(unknown(ofTask, (key) => `tasks: [{${key}: 1}]`)).toEqual([]);
  });

  test('names no key of the settings that nobody knows', () => {
    const read = parseSettings(
      keysBelow('orch.yaml')
        .map((key) => `${key}:`)
        .join('\n'),
      context.settings,
    );
    const said = read.ok ? [] : read.mistakes.map(({ message }) => message);
    expect(said.filter((message) => message.startsWith('unknown key'))).toEqual([]);
    expect(keysBelow('orch.yaml').length).toBeGreaterThan(9);
  });
});
