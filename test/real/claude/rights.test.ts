import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { treeFile } from '../stage.ts';
import { claudeProject, task } from './stage.ts';

describe('what Claude Code may do unasked', () => {
  test('is to read and edit in its folder and its workspace, and to use the tools of orch', async () => {
    const { model, project } = await claudeProject({});
    const tree = project.path('agent_workspaces/work/tree');
    model.script('WORK', [
      { calls: [{ read: join(tree, 'README.md') }] },
      { calls: [{ write: join(tree, 'made.txt'), text: 'made\n' }] },
      { calls: [{ write: project.path('agent_workspaces/work/summary.md'), text: 'All done.\n' }] },
      { calls: [{ run: 'git status --short && git diff', why: 'Look' }] },
      { calls: [{ mcp: 'milestone', server: 'orch', input: { text: 'half way' } }] },
      { says: 'Done.' },
    ]);
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.opened')).toEqual([]);
    expect(treeFile(project, 'WORK', 'made.txt')).toBe('made\n');
    expect(day.all('session.milestone').map(({ text }) => text)).toEqual(['half way']);
  });

  test('is not to read elsewhere: it asks for the very file', async () => {
    const { model, project } = await claudeProject({});
    const elsewhere = join(project.env.HOME ?? '', 'private');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'diary.txt'), 'dear diary');
    model.script('WORK', [{ calls: [{ read: join(elsewhere, 'diary.txt') }] }, { says: 'I see.' }]);
    project.day([task('WORK')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({
      kind: 'permission',
      text: 'Read a file',
      subject: join(elsewhere, 'diary.txt'),
    });
    await project.does('deny', ask);
    expect(await day.exit()).toBe(0);
    expect(JSON.stringify(model.ledger.entries.map(({ asked }) => asked.body))).not.toContain('dear diary');
  });
});

test("without orch's sandbox it asks and works all the same", async () => {
  const { model, project } = await claudeProject({}, { settings: { safety: 'off' } });
  model.script('WORK', [
    { calls: [{ run: 'env NAME=x sh -c "echo $NAME" > made.txt', why: 'Make it' }] },
    { says: 'Made.' },
  ]);
  project.day([task('WORK')]);
  const day = project.start();
  const { ask } = await day.event('ask.opened');
  await project.does('approve', ask);
  expect(await day.exit()).toBe(0);
  expect(treeFile(project, 'WORK', 'made.txt')).not.toBeNull();
  expect(day.all('session.trouble')).toEqual([]);
});

describe('a person', () => {
  test("is asked by orch's own tool, for as long as it takes", async () => {
    const { model, project } = await claudeProject({
      WORK: [
        {
          calls: [
            {
              mcp: 'ask_human',
              server: 'orch',
              input: { question: 'Which shelf?', options: ['Upper', 'Lower'], impact: 'where it stands' },
            },
          ],
        },
        { says: 'There it stands.' },
      ],
    });
    project.day([task('WORK')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'question', text: 'Which shelf?', options: ['Upper', 'Lower'] });
    await project.does('answer', ask, '--option', '2');
    expect(await day.exit()).toBe(0);
    const heard = await model.answered(({ turn }) => turn === 1);
    expect(JSON.stringify(heard.asked.messages.at(-1)?.results)).toContain('Lower');
  });

  test('is asked two things one after the other, each answered on its own', async () => {
    const both = ['Which colour?', 'Which size?'].map((question) => ({
      question,
      header: 'It',
      multiSelect: false,
      options: [
        { label: 'A', description: 'one' },
        { label: 'B', description: 'two' },
      ],
    }));
    const { model, project } = await claudeProject({
      WORK: [
        { calls: [{ name: 'AskUserQuestion', input: { questions: both } }] },
        { calls: [{ ask: 'Which colour?', options: ['A', 'B'] }] },
        { calls: [{ ask: 'Which size?', options: ['A', 'B'] }] },
        { says: 'Thank you.' },
      ],
    });
    project.day([task('WORK')]);
    const day = project.start();
    const first = await day.event('ask.opened');
    expect(first.body.text).toBe('Which colour?');
    await project.does('answer', first.ask, '--option', '1');
    const second = await day.event('ask.opened', ({ ask }) => ask !== first.ask);
    expect(second.body.text).toBe('Which size?');
    await project.does('answer', second.ask, '--option', '2');
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed()).toHaveLength(4);
  });
});
