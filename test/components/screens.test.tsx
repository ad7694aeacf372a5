import { describe, expect, it } from 'vitest';
import type { View } from '../../components/store/view.ts';
import { themeFor } from '../../components/theme/theme.ts';
import { added, aTask, ended, minute, opened } from '../fixtures/a-day.ts';
import { busyDay, contextAt } from './busy-day.ts';
import { drawn } from './drawn.tsx';

const golden = async (
  name: string,
  columns: number,
  rows: number,
  view: Partial<View> = {},
  day = busyDay,
) => {
  const screen = drawn(contextAt(columns, rows, view, day));
  expect(screen).toHaveLength(rows);
  await expect(`${screen.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}-${columns}x${rows}.txt`);
};

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
  [50, 14],
] as const;

describe('The console shows a busy day', () => {
  for (const [columns, rows] of sizes) {
    it(`with the keys on the list at ${columns}×${rows}`, () => golden('list', columns, rows));
    it(`with the keys on the stage at ${columns}×${rows}`, () =>
      golden('stage', columns, rows, { focus: 'stage' }));
    it(`with the keys on the inbox at ${columns}×${rows}`, () =>
      golden('inbox', columns, rows, { focus: 'inbox' }));
  }

  it('with the agent having the keyboard', () =>
    golden('typing', 120, 40, { focus: 'stage', typing: true, task: 'task-003' }));
  it('as a grid of agents', () => golden('grid', 200, 60, { grid: true, task: 'task-003' }));
  it('zoomed into one', () => golden('zoom', 120, 40, { zoom: true, focus: 'stage', task: 'task-003' }));
  it('with a task that has not begun', () => golden('card', 120, 40, { task: 'task-006' }));
  for (const [columns, rows] of sizes)
    it(`with a rule that is to be saved at ${columns}×${rows}`, () =>
      golden('rule', columns, rows, {
        focus: 'inbox',
        ask: 'v2',
        task: 'task-004',
        bar: {
          kind: 'rule',
          title: 'Always deny: git commit -am wip',
          ask: 'v2',
          word: { answer: 'deny', reason: 'we commit ourselves' },
          wish: { scope: 'all', lasts: 'day' },
        },
      }));
  it('with an answer being written', () =>
    golden('writing', 120, 40, {
      focus: 'inbox',
      ask: 'q1',
      writing: { ask: 'q1', draft: { text: 'As in weddings,\nbut by name', at: 27 }, back: 0 },
    }));
});

describe('The console explains', () => {
  const reader = (kind: 'help' | 'explain' | 'events' | 'history', task: string | null) => ({
    focus: 'stage' as const,
    reader: { kind, task, answer: null, top: 0 },
  });
  it('all keys', () => golden('help', 120, 60, reader('help', null)));
  it('all keys in a small window', () => golden('help', 80, 24, reader('help', null)));
  it('why a task is as it is', () => golden('explain', 120, 60, reader('explain', 'task-003')));
  it('what a task asked', () => golden('history', 120, 40, reader('history', 'task-002')));
  it('what happened to a task', () => golden('events', 120, 40, reader('events', 'task-001')));
});

describe('The console has a face for', () => {
  it('a project where no day was run', () => golden('first-run', 80, 24, {}, []));
  it('a day without tasks', () => golden('no-tasks', 80, 24, {}, [[0, opened()]]));
  it('a day that is over', () =>
    golden('over', 120, 40, {}, [
      [0, opened(20)],
      [0, added(aTask('docs', { name: 'Docs' }), 0)],
      [9, ended('docs', 'done', 'all checks passed')],
      [10, { type: 'day.ended', exit: 0, why: 'all tasks are done' }],
    ]));
  it('an engine that does not answer yet', async () => {
    const context = contextAt(80, 24, {}, []);
    const screen = drawn({ ...context, run: { ...context.run, link: { state: 'loading' } } });
    expect(screen.join('\n')).toContain('Asking the engine how the day stands');
  });
  it('an engine that is away, with the last known day left on screen', () => {
    const context = contextAt(80, 24);
    const link = { state: 'gone', tries: 3, why: 'it closed the connection' } as const;
    const screen = drawn({ ...context, run: { ...context.run, link } }).join('\n');
    expect(screen).toContain('engine away');
    expect(screen).toContain('Pagination rework');
  });
  it('a window too small for anything', () => {
    expect(drawn(contextAt(20, 5)).join('').trim()).toBe('orch needs more room');
  });
});

describe('Money the console cannot know', () => {
  it('is a question mark, never $0', () => {
    const day = [
      [0, opened(null)],
      [0, added(aTask('docs', { name: 'Docs' }), 0)],
      [
        1,
        {
          type: 'attempt.started',
          task: 'docs',
          attempt: 1,
          session: 'docs.1',
          agent: 'codex',
          model: null,
          resumes: null,
        },
      ],
      [
        2,
        {
          type: 'session.usage',
          task: 'docs',
          session: 'docs.1',
          model: 'x',
          tokens: { input: 900, output: 900, cache_read: 0, cache_write: 0, thoughts: 0 },
          stated_usd: null,
          usd: null,
          usd_source: 'unknown',
        },
      ],
    ] as const;
    const context = { ...contextAt(120, 40, {}, day), now: minute(3) };
    const screen = drawn(context);
    expect(screen[0]).toContain('$?');
    expect(screen[0]).not.toContain('$0');
    expect(screen.find((row) => row.includes('Docs'))).toContain('$?');
  });
});

describe('A terminal without UTF-8', () => {
  it('is spoken to in ASCII', () => {
    const screen = drawn(contextAt(120, 40), themeFor({ LANG: 'C', NO_COLOR: '1' })).join('\n');
    expect(screen).toMatch(/^[\n\x20-\x7e]*$/);
    expect(screen).toContain('Enter into pane');
  });
});
