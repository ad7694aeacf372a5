import { describe, expect, test } from 'vitest';
import { lastResults } from '../../fake-model/asked.ts';
import type { Step, Turn } from '../../fake-model/script.ts';
import { Pane } from '../pane.ts';
import { treeFile } from '../stage.ts';
import { codexProject, outside, question, shell, task } from './stage.ts';

/** A turn that also keeps what the tools before it answered. */
const hearing =
  (heard: string[], turn: Turn): Step =>
  (asked) => {
    heard.push(lastResults(asked).join('\n'));
    return turn;
  };

describe('a permission Codex asks for', () => {
  test('waits whole in the inbox; approved, its command runs; denied, Codex hears why and goes on', async () => {
    const heard: string[] = [];
    const { model, project } = await codexProject({});
    const yes = project.path('..', 'yes.txt');
    const no = project.path('..', 'no.txt');
    model.script('PERMIT', [
      { calls: [outside(`echo yes > ${yes}`, 'May I write there?')] },
      { calls: [outside(`echo no > ${no}`, 'And there?')] },
      hearing(heard, { says: 'Only the one.' }),
    ]);
    project.day([task('PERMIT')]);
    const day = project.start('--wait', '30s');
    const first = await day.event('ask.opened');
    expect(first.body).toMatchObject({
      kind: 'permission',
      text: 'Run a command',
      subject: `echo yes > ${yes}`,
      context: expect.stringContaining(
        `in ${project.path('agent_workspaces/permit/tree')}: May I write there?`,
      ),
    });
    await day.event('session.state', ({ state, source }) => state === 'blocked' && source === 'hook');
    await project.does('approve', first.ask);
    await day.event('ask.delivered', ({ ask }) => ask === first.ask);
    const second = await day.event('ask.opened', ({ ask }) => ask !== first.ask);
    await project.does('deny', second.ask, '--reason', 'one is enough');
    expect(await day.exit()).toBe(0);
    expect(heard.join()).toContain('A person denied this: one is enough');
    expect(project.has('..', 'yes.txt')).toBe(true);
    expect(project.has('..', 'no.txt')).toBe(false);
    expect(day.all('ask.sent').map(({ via }) => via)).toEqual(['call', 'call']);
    expect(day.all('ask.delivered').length).toBe(2);
  });

  test('is withdrawn by Esc in the pane: the row in the inbox closes, and no turn ended by itself', async () => {
    const { project } = await codexProject({
      TAKEN: [{ calls: [outside('echo x > /etc/x', 'May I?')] }, { says: 'Then not.' }],
    });
    project.day([task('TAKEN')]);
    const day = project.start('--wait', '30s');
    const { ask, session = '' } = await day.event('ask.opened');
    const pane = await Pane.of(project, session);
    await pane.shows('orch: answer this in its inbox');
    pane.type('\x1b');
    expect(await day.event('ask.closed')).toMatchObject({ ask });
    await day.event('session.state', ({ state, source }) => state === 'idle' && source === 'hook');
    expect(day.all('session.turn_ended')).toEqual([]);
    pane.close();
    await project.does('kill', 'taken');
    expect(await day.exit()).toBe(1);
  });
});

test('a commit is a violation: Codex is frozen before it runs, hears that it is denied, and git is untouched', async () => {
  const heard: string[] = [];
  const { project } = await codexProject({
    COMMIT: [
      { calls: [shell('echo x > x.txt && git add -A && git -C . commit -m wip')] },
      hearing(heard, { says: 'I leave it to you.' }),
    ],
  });
  const head = project.git('rev-parse', 'HEAD');
  project.day([task('COMMIT')]);
  const day = project.start('--wait', '30s');
  const { ask, body } = await day.event('ask.opened');
  expect(body).toMatchObject({
    kind: 'violation',
    subject: 'echo x > x.txt && git add -A && git -C . commit -m wip',
    layer: 'hook',
  });
  await day.event('session.paused');
  await project.does('deny', ask);
  await day.event('session.continued');
  expect(await day.exit()).toBe(0);
  expect(heard.join()).toContain('A person denied this');
  expect(treeFile(project, 'COMMIT', 'x.txt')).toBeNull();
  expect(project.git('rev-parse', 'HEAD')).toBe(head);
  expect(project.git('log', '--all', '--oneline').trim().split('\n').length).toBe(1);
});

describe('a question of Codex', () => {
  test('is answered from the inbox, one after the other, by an option and by own words', async () => {
    const heard: string[] = [];
    const { project } = await codexProject({
      ASKS: [
        {
          calls: [
            question(
              { question: 'Which colour shall the door have?', labels: ['Red (Recommended)', 'Blue'] },
              { question: 'Which size?', labels: ['Small', 'Big'] },
            ),
          ],
        },
        hearing(heard, { says: 'Thank you.' }),
      ],
    });
    project.day([task('ASKS')]);
    const day = project.start('--wait', '30s');
    const colour = await day.event('ask.opened');
    expect(colour.body).toMatchObject({
      kind: 'question',
      text: 'Which colour shall the door have?',
      options: ['Red: It is Red (Recommended)', 'Blue: It is Blue'],
      recommended: 0,
    });
    await day.event('session.state', ({ state, source }) => state === 'blocked' && source === 'osc');
    await project.does('answer', colour.ask, '--option', '2');
    await day.event('ask.delivered', ({ ask }) => ask === colour.ask);
    const size = await day.event('ask.opened', ({ body }) => body.text === 'Which size?');
    await project.does('answer', size.ask, 'As', 'big', 'as', 'the', 'house');
    expect(await day.exit()).toBe(0);
    expect(heard.join()).toContain('Blue');
    expect(heard.join()).toContain('As big as the house');
    expect(day.all('ask.sent').map(({ via }) => via)).toEqual(['keys', 'keys']);
  });

  test('is answered by hand in its pane: the row in the inbox closes by itself', async () => {
    const heard: string[] = [];
    const { project } = await codexProject({
      HAND: [
        { calls: [question({ question: 'Which shape?', labels: ['Round', 'Square'] })] },
        hearing(heard, { says: 'Square, then.' }),
      ],
    });
    project.day([task('HAND')]);
    const day = project.start('--wait', '30s');
    const { ask, session = '' } = await day.event('ask.opened');
    const pane = await Pane.of(project, session);
    await pane.shows('Which shape?');
    // Codex throws away what is typed in the very moment a dialog comes up.
    await day.event('session.state', ({ state, source }) => state === 'blocked' && source === 'osc');
    const closed = day.event('ask.closed');
    await pane.press('2', closed);
    expect(await closed).toMatchObject({ ask, how: expect.stringContaining('Square') });
    expect(await day.exit()).toBe(0);
    expect(heard.join()).toContain('Square');
    pane.close();
  });

  test("by orch's own tool waits until it is answered", async () => {
    const heard: string[] = [];
    const { project } = await codexProject({
      HUMAN: [
        {
          calls: [
            {
              name: 'exec',
              freeform:
                'const said = await tools.mcp__orch__ask_human({question: "Ship it?", options: ["Yes", "No"]});\ntext(said);\n',
            },
          ],
        },
        hearing(heard, { says: 'Shipped.' }),
      ],
    });
    project.day([task('HUMAN')]);
    const day = project.start('--wait', '30s');
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'question', text: 'Ship it?', options: ['Yes', 'No'] });
    await project.does('answer', ask, '--option', '1');
    expect(await day.exit()).toBe(0);
    expect(heard.join()).toContain('Yes');
  });
});
