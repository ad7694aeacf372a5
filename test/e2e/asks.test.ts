// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is the demo script's own placeholder.
import { describe, expect, test } from 'vitest';
import { until } from './processes.ts';
import { demo, steadily } from './project.ts';
import { newProject } from './story.ts';

const colours = demo(
  'paint',
  [
    {
      do: 'ask',
      question: 'Which colour?',
      options: ['Red', 'Blue'],
      recommended: 'Red',
      impact: 'The door.',
    },
    { do: 'write', file: 'door.md', text: 'The door is ${answer}' },
  ],
  { deliverables: ['door.md'] },
);

describe('a question', () => {
  test('waits in the inbox, is answered by number, and counts as delivered once the agent goes on', async () => {
    const project = newProject();
    project.day([colours]);
    const day = project.start();
    const asked = await day.event('ask.opened');
    expect(await project.inbox()).toEqual([
      expect.objectContaining({
        id: asked.ask,
        task: 'paint',
        kind: 'question',
        text: 'Which colour?',
        options: ['Red', 'Blue'],
        recommended: 0,
        impact: 'The door.',
        since: expect.stringMatching(/^\d{4}-.+Z$/),
        state: 'open',
        answered: false,
      }),
    ]);
    expect((await project.status()).counts.waiting).toBe(1);
    await project.does('answer', asked.ask, '--option', '2');
    expect(await day.exit()).toBe(0);
    const course = day.types.filter((type) => type.startsWith('ask.'));
    expect(course).toEqual(['ask.opened', 'ask.answered', 'ask.sent', 'ask.delivered']);
    expect((await day.event('ask.delivered')).proof).toContain('working');
    expect(project.read('door.md')).toBe('The door is Blue\n');
    expect(project.read('agent_workspaces', 'paint', 'answer.md')).toContain('B) Blue');
    expect(await project.inbox()).toEqual([]);
  });

  test('takes words as well; a second answer, a wrong option and an unknown id are refused', async () => {
    const project = newProject();
    // One that is still at work keeps the day open for the second answer.
    project.day([colours, demo('long', steadily())]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    expect(await project.orch('answer', ask, '--option', '3')).toMatchObject({ code: 2 });
    expect(await project.orch('answer', 'q99', 'yes')).toMatchObject({ code: 2 });
    expect(await project.orch('approve', ask)).toMatchObject({ code: 2 });
    await project.does('answer', ask, 'Neither:', 'leave', 'the', 'wood');
    const again = await project.orch('answer', ask, '--option', '1');
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/^orch: q1 is (answered already|delivered|closed)/);
    await day.event('task.ended', ({ task }) => task === 'paint');
    expect(project.read('door.md')).toContain('Neither: leave the wood');
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });

  test('is answered by editing answer.md by hand: the agent takes it up and the ask closes', async () => {
    const project = newProject();
    project.day([colours]);
    const day = project.start();
    await day.event('ask.opened');
    project.write('agent_workspaces/paint/answer.md', 'B\n');
    expect(await day.exit()).toBe(0);
    expect(project.read('door.md')).toBe('The door is Blue\n');
    expect(day.all('ask.closed').length + day.all('ask.delivered').length).toBe(1);
    expect(await project.inbox()).toEqual([]);
  });
});

describe('a question nobody answers', () => {
  test('halts a headless day that was told how long to wait; it can be answered tomorrow', async () => {
    const project = newProject();
    project.day([colours]);
    const day = project.start('--wait', '1s');
    const { ask } = await day.event('ask.opened');
    expect(await day.exit()).toBe(1);
    await project.quiet();
    const next = project.start('--wait', '1h');
    await next.event('day.resumed');
    await project.does('answer', ask, '--option', '1');
    expect(await next.exit()).toBe(0);
    expect(project.read('door.md')).toBe('The door is Red\n');
  });
});

const wish = (id: string, command: string) =>
  demo(id, [
    { do: 'permission', command },
    { do: 'write', file: `${id}.md`, text: 'went on', when: 'allowed' },
  ]);

describe('a permission', () => {
  test('is granted once', async () => {
    const project = newProject();
    project.day([wish('net', 'npm install left-pad')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'permission', subject: 'npm install left-pad' });
    await project.does('approve', ask);
    expect(await day.exit()).toBe(0);
    expect(day.types).toContain('ask.delivered');
  });

  test('is denied with a reason, and the agent goes on without', async () => {
    const project = newProject();
    project.day([wish('net', 'curl example.org')]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('deny', ask, '--reason', 'not today');
    expect(await day.exit()).toBe(0);
    expect(project.has('net.md')).toBe(false);
    expect(await day.event('ask.answered')).toMatchObject({ answer: { kind: 'deny', reason: 'not today' } });
  });
});

const committer = demo('wip', [
  { do: 'commit', message: 'wip' },
  { do: 'say', text: 'goes on without' },
]);

describe('a violation', () => {
  test('freezes the agent at once; denied, it goes on without, and git is untouched', async () => {
    const project = newProject({ git: true });
    const head = project.git('rev-parse', 'HEAD');
    project.day([committer]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body.kind).toBe('violation');
    await day.event('session.paused');
    await project.does('deny', ask);
    await day.event('session.continued');
    expect(await day.exit()).toBe(0);
    expect(
      (await day.event('session.message', ({ text }) => text === 'goes on without')).seq,
    ).toBeGreaterThan(0);
    expect(project.git('rev-parse', 'HEAD')).toBe(head);
    expect(project.git('log', '--all', '--oneline').trim().split('\n').length).toBe(1);
  });

  test('denied with --kill ends the agent', async () => {
    const project = newProject();
    project.day([committer]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('deny', ask, '--kill');
    expect(await day.exit()).toBe(1);
    expect(await day.event('session.ending')).toMatchObject({ cause: 'violation' });
  });
});

const risky = { ...demo('deploy', [{ do: 'say', text: 'Deployed.' }]), risk: 'high' };

describe('risk', () => {
  test('asks before anything runs; approved, the task starts', async () => {
    const project = newProject();
    project.day([risky]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body.kind).toBe('approval');
    expect(day.types).not.toContain('attempt.started');
    expect(await project.task('deploy', ({ state }) => state === 'waiting')).toMatchObject({ attempt: 0 });
    await project.does('approve', ask);
    expect(await day.exit()).toBe(0);
  });

  test('denied, the task is refused, nothing ran, and the day ends with 1', async () => {
    const project = newProject();
    project.day([risky]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('deny', ask, '--reason', 'not on a Friday');
    expect(await day.exit()).toBe(1);
    expect(day.types).not.toContain('attempt.started');
    expect(await day.event('task.ended')).toMatchObject({
      state: 'needs_review',
      why: 'refused: not on a Friday',
    });
  });

  test('--yes approves risk, but never a dangerous pattern', async () => {
    const project = newProject();
    const wipe = {
      ...demo('wipe', [{ do: 'say', text: 'no' }]),
      description: 'First:\n```sh\nmkfs.ext4 /dev/sdz9\n```\n',
    };
    project.day([risky, wipe]);
    const day = project.start('--yes');
    await day.event('task.ended', ({ task }) => task === 'deploy');
    const open = await until(async () => (await project.inbox())[0] ?? null);
    expect(open).toMatchObject({ kind: 'approval', task: 'wipe' });
    await project.does('deny', open.id);
    expect(await day.exit()).toBe(1);
  });
});
