import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lastResults } from '../../fake-model/asked.ts';
import type { Turn } from '../../fake-model/script.ts';
import { Pane } from '../pane.ts';
import { openCodeProject, task } from './stage.ts';

const shell = (command: string, description: string): Turn => ({
  calls: [{ name: 'bash', input: { command, description } }],
});

const asking = (...questions: readonly object[]): Turn => ({
  calls: [{ name: 'question', input: { questions } }],
});

const choice = (question: string, labels: readonly string[], more: object = {}) => ({
  question,
  header: question.slice(0, 12),
  options: labels.map((label) => ({ label, description: `It is ${label}` })),
  ...more,
});

describe('what OpenCode asks', () => {
  test('waits in the inbox, and the answer reaches it: permissions, questions, a broken rule', async () => {
    const { model, project } = await openCodeProject({});
    const results: string[] = [];
    const then =
      (turn: Turn) =>
      (asked: Parameters<typeof lastResults>[0]): Turn => {
        results.push(lastResults(asked).join('\n'));
        return turn;
      };
    model.script('ASKS', [
      shell('touch allowed.txt', 'Makes a file'),
      then(shell('touch denied.txt', 'Makes another')),
      then(shell('> bare.txt', 'Empties a file')),
      then(shell('git add -A && git commit -m wip', 'Commits the work')),
      then(
        asking(
          choice('Which colour?', ['Red (Recommended)', 'Blue']),
          choice('Which sizes?', ['S', 'M', 'L'], { multiple: true }),
        ),
      ),
      then(asking(choice('Which shape?', ['Round', 'Square']))),
      then({ calls: [{ read: '/etc/hostname' }] }),
      then({
        calls: [
          { mcp: 'ask_human', server: 'orch', input: { question: 'Ship it?', options: ['Yes', 'No'] } },
        ],
      }),
      then({ says: 'All asked.' }),
    ]);
    const head = project.git('rev-parse', 'HEAD');
    project.day([task('ASKS', { acceptance: [{ file: 'allowed.txt' }] })]);
    const day = project.start('--wait', '1m');

    const first = await day.event('ask.opened');
    expect(first.body).toMatchObject({
      kind: 'permission',
      text: 'Run a command',
      subject: 'touch allowed.txt',
      context: expect.stringContaining(`in ${project.path('agent_workspaces/asks/tree')}\nMakes a file`),
    });
    await project.does('approve', first.ask);
    await day.event('ask.delivered', ({ ask }) => ask === first.ask);

    const second = await day.event('ask.opened', ({ body }) => body.subject === 'touch denied.txt');
    await project.does('deny', second.ask, '--reason', 'one is enough');

    const broken = await day.event('ask.opened', ({ body }) => body.kind === 'violation');
    expect(broken.body.subject).toBe('git add -A && git commit -m wip');
    await day.event('session.paused');
    await project.does('deny', broken.ask);

    const colour = await day.event('ask.opened', ({ body }) => body.text === 'Which colour?');
    expect(colour.body).toMatchObject({ options: ['Red (Recommended)', 'Blue'], recommended: 0 });
    await project.does('answer', colour.ask, '--option', '2');
    const sizes = await day.event('ask.opened', ({ body }) => body.text.startsWith('Which sizes?'));
    await project.does('answer', sizes.ask, 'S, L');
    await day.event('ask.delivered', ({ ask }) => ask === sizes.ask);

    // This one is answered in the pane, by hand: the row in the inbox closes by itself.
    const shape = await day.event('ask.opened', ({ body }) => body.text === 'Which shape?');
    const pane = await Pane.of(project, shape.session ?? '');
    await pane.shows('Square');
    pane.type('\x1b[B');
    pane.type('\r');
    expect(await day.event('ask.closed')).toMatchObject({ ask: shape.ask, how: 'answered' });
    pane.close();

    const outside = await day.event('ask.opened', ({ body }) => body.subject === '/etc');
    expect(outside.body.text).toBe('Work outside its folder');
    await project.does('approve', outside.ask);

    const ship = await day.event('ask.opened', ({ body }) => body.text === 'Ship it?');
    await project.does('answer', ship.ask, '--option', '1');

    expect(await day.exit()).toBe(0);
    expect(results).toEqual([
      expect.any(String),
      expect.stringContaining('one is enough'),
      expect.stringContaining('needs a command before it'),
      expect.stringContaining('A person said no to this'),
      expect.stringContaining('"Which colour?"="Blue", "Which sizes?"="S, L"'),
      expect.stringContaining('"Which shape?"="Square"'),
      expect.stringContaining('/etc/hostname'),
      expect.stringContaining('Yes'),
    ]);
    expect(existsSync(project.path('agent_workspaces/asks/tree/denied.txt'))).toBe(false);
    expect(existsSync(project.path('agent_workspaces/asks/tree/bare.txt'))).toBe(false);
    expect(project.git('rev-parse', 'HEAD')).toBe(head);
    expect(day.all('ask.delivered')).toHaveLength(7);
    expect(day.all('session.answer_failed')).toEqual([]);
  });
});
