import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastResults } from '../../fake-model/asked.ts';
import { filesBelow } from './person.ts';
import { MODEL, openCodeProject, PRICE, task } from './stage.ts';

const usage = (input: number, output: number, cache_read = 0, cache_write = 0) => ({
  usage: { input, output, cache_read, cache_write },
});

test('a task is worked on to its end, helpers, retries, a nudge and all, and its money is right to the cent', async () => {
  const { model, project, home } = await openCodeProject({}, { options: { chunkTimeout: 1500 } });
  // A person's own configuration, with all that OpenCode would complete or write back.
  home('.config/opencode/AGENTS.md', 'Speak plainly.\n');
  home('.config/opencode/prompts/tone.md', 'Be short.\n');
  home('.config/opencode/agents/friend.md', '---\ndescription: A friend\nmode: subagent\n---\nHelp.\n');
  home('.config/opencode/tui.json', '{"theme":"system"}');
  home('.local/share/opencode/auth.json', '{}');
  home('.local/state/opencode/kv.json', '{"tips_hidden":true}');
  const folders = ['.config', '.local'].map((name) => join(project.env.HOME ?? '', name));
  const before = folders.map(filesBelow);
  const tree = project.path('agent_workspaces/work/tree');
  let env = '';
  model.script('WORK', [
    { says: 'I look around.', calls: [{ delegate: 'Look. [[HELPER]]' }], ...usage(1200, 40, 9000, 300) },
    { says: 'Now I write it down.', fault: { kind: 'overloaded', times: 1 }, ...usage(100, 30, 10_000) },
    { calls: [{ write: join(tree, 'found.md'), text: 'Found.\n' }], ...usage(50, 20) },
    { says: 'It is all there, as far as I can see.', fault: { kind: 'stalls', times: 1 }, ...usage(7, 3) },
  ]);
  model.script('HELPER', [
    { calls: [{ read: join(tree, 'README.md') }], ...usage(500, 11) },
    { says: 'There is a README.', ...usage(600, 12, 400) },
  ]);
  project.day([
    task('WORK', {
      acceptance: [{ file: 'found.md' }, { run: 'env' }],
      deliverables: ['found.md'],
    }),
  ]);
  // The first turn ends before the file is there: it is told what is missing, and goes on.
  const day = project.start('--wait', '1m');
  expect(await day.exit()).toBe(0);

  expect(readFileSync(join(tree, 'found.md'), 'utf8')).toBe('Found.\n');
  expect(day.all('session.nudged')).toHaveLength(1);
  expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual([
    'Now I write it down.',
    'It is all there, as far as I can see.',
  ]);
  expect(day.all('session.trouble').every(({ ended }) => !ended)).toBe(true);
  expect(day.all('ask.opened')).toEqual([]);

  const ledger = model.ledger;
  expect(ledger.entries.filter(({ asked }) => asked.background)).toEqual([]);
  const status = await project.orch('status', '--json');
  const spent = day
    .all('session.usage')
    .reduce((sum, { tokens, usd }) => ({ ...sum, usd: sum.usd + (usd ?? Number.NaN), input: sum.input + tokens.input, output: sum.output + tokens.output, read: sum.read + tokens.cache_read, write: sum.write + tokens.cache_write }), { usd: 0, input: 0, output: 0, read: 0, write: 0 });
  const billed = ledger.tokens();
  expect(spent).toMatchObject({ input: billed.input, output: billed.output, read: billed.cache_read, write: billed.cache_write });
  expect(spent.usd).toBeCloseTo(ledger.usd({ [MODEL]: PRICE }), 9);
  expect(folders.map(filesBelow)).toEqual(before);
  void status;
  void env;
  void lastResults;
  await model.close();
});
