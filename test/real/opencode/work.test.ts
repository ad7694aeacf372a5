import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Asked, lastResults } from '../../fake-model/asked.ts';
import { filesBelow } from '../files-below.ts';
import { expectSameMoney, openCodeProject, task } from './stage.ts';

const usage = (input: number, output: number, cache_read = 0, cache_write = 0) => ({
  usage: { input, output, cache_read, cache_write },
});

test('work with a helper, retries and a nudge ends well, costs what it cost, and leaves the person’s files alone', async () => {
  const { model, project, home } = await openCodeProject({}, { options: { chunkTimeout: 1500 } });
  home('.config/opencode/AGENTS.md', 'Speak plainly.\n');
  home('.config/opencode/agents/friend.md', '---\ndescription: A friend\nmode: subagent\n---\nHelp.\n');
  home('.config/opencode/tui.json', '{"theme":"system"}');
  home('.local/share/opencode/auth.json', '{}');
  home('.local/state/opencode/kv.json', '{"tips_hidden":true}');
  const folders = ['.config', '.local'].map((name) => join(project.env.HOME ?? '', name));
  const before = folders.map(filesBelow);
  const tree = project.path('agent_workspaces/work/tree');
  let seen = '';
  model.script('WORK', [
    { says: 'I look around.', calls: [{ delegate: 'Look. [[HELPER]]' }], ...usage(1200, 40, 9000, 300) },
    { says: 'That is all.', fault: { kind: 'overloaded', times: 1 }, ...usage(100, 30, 10_000) },
    { calls: [{ run: 'env' }, { write: join(tree, 'found.md'), text: 'Found.\n' }], ...usage(50, 20) },
    (asked: Asked) => {
      seen = lastResults(asked).join('\n');
      return {
        says: 'Now it is there, as far as I can see.',
        fault: { kind: 'stalls', times: 1 },
        ...usage(7, 3),
      };
    },
  ]);
  model.script('HELPER', [
    { calls: [{ read: join(tree, 'README.md') }], ...usage(500, 11) },
    { says: 'There is a README.', ...usage(600, 12, 400) },
  ]);
  project.day([task('WORK', { acceptance: [{ file: 'found.md' }, { run: 'env' }] })]);
  const day = project.start('--wait', '1m');
  expect(await day.exit()).toBe(0);

  expect(readFileSync(join(tree, 'found.md'), 'utf8')).toBe('Found.\n');
  expect(day.all('session.nudged')).toHaveLength(1);
  expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual([
    'That is all.',
    'Now it is there, as far as I can see.',
  ]);
  expect(day.all('session.trouble').map(({ ended }) => ended)).toEqual([false, false]);
  expect(day.all('ask.opened')).toEqual([]);
  expectSameMoney(day, model);

  expect(folders.map(filesBelow)).toEqual(before);
  expect(seen).toContain(`XDG_CONFIG_HOME=${project.env.HOME}/.config`);
  expect(seen).toMatch(/^OPENCODE_SERVER_PASSWORD=$/m);
});
