import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../files-below.ts';
import { geminiProject, KEY, task } from './stage.ts';

const hello = { HELLO: [{ says: 'Hello.' }] };

/** What a person who uses Gemini CLI has in their home. */
const theirs: Readonly<Record<string, string>> = {
  '.gemini/settings.json': JSON.stringify({
    security: { auth: { selectedType: 'oauth-personal' } },
    ui: { theme: 'GitHub' },
    mcpServers: { theirs: { command: 'their-server' } },
    hooks: { BeforeAgent: [{ hooks: [{ type: 'command', command: 'exit 2' }] }] },
  }),
  '.gemini/trustedFolders.json': '{}',
  '.gemini/projects.json': '{"projects":{}}',
  '.gemini/GEMINI.md': 'Speak like a pirate.',
  '.gemini/installation_id': 'theirs',
  '.gemini/state.json': '{"tipsShown": 3}',
};

test('with nothing configured but a key no dialog keeps it from its work', async () => {
  const { model, project } = await geminiProject(hello);
  project.day([task('HELLO')]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expect(day.all('ask.opened')).toEqual([]);
  expect(model.strays).toEqual([]);
});

test("the person's own configuration is neither in its way nor touched", async () => {
  const { model, project } = await geminiProject(hello);
  const home = project.env.HOME ?? '';
  for (const [file, text] of Object.entries(theirs)) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), text);
  }
  const before = filesBelow(join(home, '.gemini'));
  project.day([task('HELLO')]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expect(filesBelow(join(home, '.gemini'))).toEqual(before);
  // What they tell it in all their projects it is told here too.
  expect(JSON.stringify(model.ledger.billed()[0]?.asked.body)).toContain('Speak like a pirate.');
});

test('a key kept in its own file opens it as well', async () => {
  const { project } = await geminiProject(hello, { person: {} });
  const home = project.env.HOME ?? '';
  mkdirSync(join(home, '.gemini'));
  writeFileSync(join(home, '.gemini/.env'), `GEMINI_API_KEY=${KEY}\n`);
  project.day([task('HELLO')]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
});
