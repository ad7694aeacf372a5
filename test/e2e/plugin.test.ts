import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Project } from './project.ts';
import { newProject } from './story.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/agents/adding-one.md'), 'utf8');

/** The first block of code in this language on the page about adding an agent. */
const fromPage = (language: string): string => {
  const block = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no ${language}`);
  return block;
};

/** A project with the page's own example as an agent, and one task for it. */
const withPocket = (task: Readonly<Record<string, unknown>>): Project => {
  const project = newProject({ git: true });
  project.write('pocket', fromPage('sh'));
  chmodSync(project.path('pocket'), 0o755);
  project.write('orch.yaml', fromPage('yaml'));
  project.day([
    {
      id: 'drink',
      name: 'Make a drink',
      description: 'Something warm.',
      agent: 'pocket',
      retries: 0,
      ...task,
    },
  ]);
  return project;
};

/** Takes no task as an argument: it is told at its prompt, and ends with `bye`. */
const talker = `#!/bin/sh
sleep 0.3
while printf '> ' && read -r words; do
  case $words in
    do\\ *) cp "\${words#do }" told.txt ;;
    *) break ;;
  esac
  printf 'Bye.\\n'
  exit 0
done
`;

test('a program that takes its task only by keyboard is told once it shows its prompt, and not before', async () => {
  const project = newProject();
  project.write('talker', talker);
  chmodSync(project.path('talker'), 0o755);
  project.write(
    'orch.yaml',
    `agents: {talker: {command: ./talker, type: 'do {prompt_file}', screen: [{match: '^>$', state: idle}]}}`,
  );
  project.day([
    {
      ...{ id: 'hear', name: 'Hear it', description: 'Boil some water.', agent: 'talker', retries: 0 },
      acceptance: [{ run: 'grep -q "Boil some water" told.txt' }],
    },
  ]);
  const day = project.start();
  expect(await day.event('session.told')).toMatchObject({ key: 'opening', via: 'keys' });
  expect(await day.exit()).toBe(0);
});

describe('the agent of docs/agents/adding-one.md', () => {
  test('is seen at work, asks by dialog and by file, and is done when its checks pass', async () => {
    const project = withPocket({ acceptance: [{ file: 'kettle' }, { run: 'grep -q Coffee cup.txt' }] });
    const day = project.start();
    const dialog = await day.event('ask.opened');
    expect(dialog.body).toMatchObject({
      kind: 'permission',
      subject: 'touch kettle',
      layer: 'seen on screen',
    });
    await project.does('approve', dialog.ask);
    const question = await day.event('ask.opened', ({ body }) => body.kind === 'question');
    expect(question.body).toMatchObject({ text: 'What shall I make?', options: ['Tea', 'Coffee'] });
    await project.does('answer', question.ask, '--option', '2');
    expect(await day.exit()).toBe(0);

    const states = day.all('session.state').map(({ state, source }) => `${state} (${source})`);
    expect(new Set(states)).toEqual(new Set(['working (screen)', 'blocked (screen)', 'idle (screen)']));
    expect(day.all('session.answer_sent').map(({ via }) => via)).toEqual(['keys', 'file']);
    expect(day.all('ask.delivered').length).toBe(2);
    expect(await day.event('session.turn_ended')).toMatchObject({ source: 'screen' });
    expect(await day.event('task.ended')).toMatchObject({ state: 'done' });
    expect(day.all('session.usage')).toEqual([]);
    expect((await day.event('task.ended')).history).toMatchObject({ agent: 'pocket', usd: null });
    expect(await project.does('report')).toContain('no usage recorded');
  });

  test('goes on without what it was denied, and is told once what is missing', async () => {
    const project = withPocket({
      acceptance: [{ run: 'test ! -e kettle' }, { run: 'grep -q accepted more.txt' }],
    });
    const day = project.start();
    const dialog = await day.event('ask.opened');
    await project.does('deny', dialog.ask, '--reason', 'no fire here');
    const question = await day.event('ask.opened', ({ body }) => body.kind === 'question');
    await project.does('answer', question.ask, '--option', '1');
    expect(await day.exit()).toBe(0);
    expect(await day.event('session.told')).toMatchObject({ via: 'keys', key: 'nudge-1' });
    expect(day.all('session.turn_ended').length).toBe(2);
  });
});
