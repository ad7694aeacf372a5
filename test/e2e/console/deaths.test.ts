import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isGone, processesOf } from '../processes.ts';
import { demo, steadily } from '../project.ts';
import { newProject } from '../story.ts';
import type { Person } from './person.ts';
import { consoleOn } from './story.ts';

const long = [demo('long', [{ do: 'plan', text: 'the long way' }, ...steadily('on the long way')])];

const killed = async (app: Person): Promise<void> => {
  app.press('x');
  await app.confirms('Kill long?');
  app.press('y');
  await app.counts('over');
};

describe('a console that is gone', () => {
  test('by kill -9 has touched no agent, and attach shows the same screen', async () => {
    const project = newProject();
    project.day(long);
    const first = consoleOn(project);
    await first.shows('the long way');
    const agents = processesOf(project.dir).filter(({ command }) => command.includes('demo-agent'));
    process.kill(first.terminal.pty.pid, 'SIGKILL');
    await first.left();
    expect(agents.filter(({ pid }) => isGone(pid))).toEqual([]);
    const second = consoleOn(project, { args: ['attach'] });
    await second.counts('1 running');
    await second.shows('the long way');
    await killed(second);
    second.press('q');
    expect(await second.left()).toBe(1);
  });

  test('by its own q leaves the day running where the person says so', async () => {
    const project = newProject();
    project.day(long);
    const app = consoleOn(project);
    await app.counts('1 running');
    app.press('q');
    await app.confirms('Leave the console? 1 agent at work');
    app.press('l');
    expect(await app.left()).toBe(0);
    expect((await project.status()).counts.running).toBe(1);
    await project.does('kill', 'long');
  });

  test('halts the day where the person says so, and leaves with its exit code', async () => {
    const project = newProject();
    project.day(long);
    const app = consoleOn(project);
    await app.counts('1 running');
    app.press('q');
    await app.confirms('Leave the console?');
    app.press('h');
    expect(await app.left()).toBe(130);
  });
});

describe('several consoles', () => {
  test('show the same day, and see each other’s answers', async () => {
    const project = newProject();
    project.day([
      demo('ask', [
        { do: 'ask', question: 'Go on?', options: ['Yes', 'No'] },
        { do: 'say', text: 'well' },
      ]),
    ]);
    const one = consoleOn(project, { size: '80x24' });
    await one.counts('1 asks you');
    const two = consoleOn(project, { size: '120x40', args: ['attach'] });
    await two.counts('1 asks you');
    one.press('1');
    await two.counts('over');
    for (const app of [one, two]) {
      await app.counts('over');
      app.press('q');
      expect(await app.left()).toBe(0);
    }
  });
});

describe('an engine that is killed', () => {
  test('is found again, and the day goes on under the same console', async () => {
    const project = newProject();
    project.day(long);
    const app = consoleOn(project);
    await app.counts('1 running');
    const pid = Number(readFileSync(join(project.dir, '.orch', 'lock.pid'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await app.counts('engine away');
    await app.showsNoMore('engine away');
    await app.counts('1 running');
    await killed(app);
    app.press('q');
    expect(await app.left()).toBe(1);
  });
});

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

describe.runIf(hasTmux)('inside tmux', () => {
  test('the console is the same', async () => {
    const project = newProject();
    project.day(long);
    const launcher = join(import.meta.dirname, '..', '..', '..', 'bin', 'orch.cjs');
    const socket = join(project.dir, 'tmux.sock');
    const argv = ['tmux', '-S', socket, '-f', '/dev/null', 'new-session', process.execPath, launcher];
    const app = consoleOn(project, { size: '100x30', argv });
    await app.counts('1 running');
    await app.shows('TASKS', 'the long way', 'INBOX');
    await killed(app);
    app.press('q');
    expect(await app.left()).toBe(0);
  });
});
