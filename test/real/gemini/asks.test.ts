import { describe, expect, test } from 'vitest';
import type { Turn } from '../../fake-model/script.ts';
import { commitOf } from '../common/commit.ts';
import { permissionsOf } from '../common/permission.ts';
import { questionsOf } from '../common/question.ts';
import { Pane } from '../pane.ts';
import { treeFile } from '../stage.ts';
import { actor, geminiProject, task } from './stage.ts';

describe('a permission Gemini CLI needs', () => {
  permissionsOf(actor, {
    command: { run: 'mkdir -p out && echo made > out/made.txt', why: 'Make a file' },
    makes: 'out/made.txt',
    text: 'made\n',
    waiting: 'I need a word.',
  });
});

const first: Turn = {
  says: 'A script.',
  calls: [{ name: 'write_file', input: { file_path: 'package.json', content: '{}' } }],
};
const edits = { EDITS: [first, { says: 'So be it.' }] };

describe('a build file, for which Gemini CLI asks in a dialog of its own', () => {
  test('is written once that is approved', async () => {
    const { project } = await geminiProject(edits);
    project.day([task('EDITS')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'permission', text: 'Edit a file' });
    expect(body.subject).toMatch(/tree\/package\.json$/);
    await project.does('approve', ask);
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'EDITS', 'package.json')).toBe('{}');
    expect(day.all('ask.sent')[0]).toMatchObject({ via: 'keys' });
  });

  test('approved by hand in its pane leaves the inbox by itself', async () => {
    const { project } = await geminiProject(edits);
    project.day([task('EDITS')]);
    const day = project.start();
    const { ask, session } = await day.event('ask.opened');
    const pane = await Pane.of(project, session ?? '');
    await pane.shows('Allow once');
    pane.type('1');
    expect(await day.event('ask.closed')).toMatchObject({ ask });
    pane.close();
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'EDITS', 'package.json')).toBe('{}');
  });

  test('is denied with a reason, which begins its next turn', async () => {
    // What was refused leaves its history, so that only the words tell that this is another turn.
    const { model, project } = await geminiProject({
      EDITS: [
        ({ messages }) => (JSON.stringify(messages).includes('leave it alone') ? { says: 'I do.' } : first),
      ],
    });
    project.day([task('EDITS')]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('deny', ask, '--reason', 'leave it alone');
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'EDITS', 'package.json')).toBeNull();
    expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['I do.']);
    expect(model.ledger.billed()).toHaveLength(2);
  });
});

questionsOf(actor, /Blue/);

test("orch's own tool asks a person too, and waits without anybody's leave", async () => {
  const { model, project } = await geminiProject({
    TOOL: [
      {
        calls: [
          { mcp: 'ask_human', server: 'orch', input: { question: 'Which wood?', options: ['Oak', 'Ash'] } },
        ],
      },
      { says: 'Thank you.' },
    ],
  });
  project.day([task('TOOL')]);
  const day = project.start();
  const { ask, body } = await day.event('ask.opened');
  expect(body).toMatchObject({ kind: 'question', text: 'Which wood?', options: ['Oak', 'Ash'] });
  await project.does('answer', ask, '--option', '2');
  expect(await day.exit()).toBe(0);
  const heard = await model.answered(({ turn }) => turn === 1);
  expect(JSON.stringify(heard.asked.messages.at(-1))).toContain('Ash');
});

describe('a commit Gemini CLI tries', () => {
  commitOf(actor);
});
