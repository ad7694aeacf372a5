import { describe, expect, test } from 'vitest';
import { demo } from './project.ts';
import { newProject } from './story.ts';

const wish = (id: string, command: string) =>
  demo(id, [
    { do: 'permission', command },
    { do: 'write', file: `${id}.md`, text: 'went on', when: 'allowed' },
  ]);

const committer = demo('wip', [
  { do: 'commit', message: 'wip' },
  { do: 'say', text: 'goes on without' },
]);

describe('a rule', () => {
  test('answers the same again, today and another day', async () => {
    const project = newProject();
    project.day([wish('a', 'npm test'), wish('b', 'npm test')], { max_agents: 1 });
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('approve', ask, '--always');
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.answered').map(({ by }) => by)).toEqual(['person', 'rule r1']);
    await project.quiet();
    expect(await project.start('--again').exit()).toBe(0);
    expect(JSON.parse(await project.does('inbox', '--rules', '--json'))).toMatchObject([
      { id: 'r1', kind: 'permission', subject: 'npm test', answer: 'allow' },
    ]);
  });

  test('that denies is told to all alike that wait, is listed with its end, and forgotten after the day', async () => {
    const project = newProject();
    project.day([wish('a', 'npm publish'), wish('b', 'npm publish')], { max_agents: 2 });
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await day.event('ask.opened', ({ ask: other }) => other !== ask);
    const said = await project.does('deny', ask, '--reason', 'we never publish', '--for', '2h');
    expect(said).toContain(`${ask} denied, and the same in every task for 2h00`);
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.answered').map(({ answer }) => answer)).toEqual(
      Array(2).fill({ kind: 'deny', reason: 'we never publish' }),
    );
    await project.quiet();
    expect(await project.does('inbox', '--rules')).toMatch(
      /^r1 {2}deny permission {2}npm publish {2}every task, until \d\d:\d\d\n$/,
    );
    expect(await project.does('inbox', '--forget', 'r1')).toBe('r1 is forgotten\n');
    expect(await project.does('inbox', '--rules')).toBe('No rules: every ask comes to you.\n');
  });

  test('for a violation freezes the next agent that tries the same no longer than it takes to tell it so', async () => {
    const project = newProject();
    project.day([committer, { ...committer, id: 'again' }], { max_agents: 1 });
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('approve', ask, '--always');
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.answered').map(({ by }) => by)).toEqual(['person', 'rule r1']);
    expect(day.all('ask.delivered').length).toBe(2);
  });
});
