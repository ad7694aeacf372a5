// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is the demo script's own placeholder.
import { describe, expect, test } from 'vitest';
import { demo, steadily } from '../project.ts';
import { newProject } from '../story.ts';
import { consoleOn } from './story.ts';

const paint = demo(
  'paint',
  [
    { do: 'ask', question: 'Which colour?', options: ['Red', 'Blue'], recommended: 'Red' },
    { do: 'usage', input: 100, output: 10, usd: 0.5 },
    { do: 'write', file: 'door.md', text: 'The door is ${answer}' },
  ],
  { deliverables: ['door.md'] },
);
const bows = demo('bows', [
  { do: 'permission', command: 'npm install ribbon', text: 'May ribbon be installed?' },
  { do: 'say', text: 'so be it' },
]);
const commit = demo('commit', [
  { do: 'commit', message: 'wip' },
  { do: 'say', text: 'no commit then' },
]);
const risky = demo('risky', [{ do: 'say', text: 'careful now' }], { risk: 'high' });

describe('a day played through the console by keys alone', () => {
  for (const size of ['80x24', '120x40', '200x60'])
    test(`at ${size}`, async () => {
      const project = newProject({ git: true });
      project.day([paint, bows, commit, risky, demo('long', steadily())], {
        max_agents: 5,
        max_cost_usd: 20,
      });
      const app = consoleOn(project, { size });
      await app.counts('4 ask you');

      await app.selects('paint');
      await app.inbox.shows('1 Red');
      app.press('2');
      await app.inbox.shows('✔');
      await app.counts('3 ask you');

      await app.selects('bows');
      app.press('a');
      await app.counts('2 ask you');

      await app.selects('commit');
      app.press('d');
      await app.confirms('Deny commit');
      app.types('not while you work');
      app.press('enter');
      await app.counts('1 asks you');

      await app.selects('risky');
      app.press('a');
      await app.counts('1 running');

      await app.selects('long');
      app.press('x');
      await app.confirms('Kill long?');
      app.press('y');
      await app.counts('over');

      await app.selects('paint');
      app.press('D');
      await app.shows('DIFF', 'door.md', 'The door is Blue');
      app.press('w');
      await app.confirms('Apply the changes of paint to your tree?');
      app.press('y');
      await app.shows('applied to your tree');
      expect(project.read('door.md')).toBe('The door is Blue\n');

      app.press('R');
      await app.shows('REPORT');
      app.press('q');
      await app.showsNoMore('REPORT');
      app.press('q');
      expect(await app.left()).toBe(1);
    });
});

describe('the agent in the pane', () => {
  test('gets what is typed, and the console gets the keyboard back', async () => {
    const project = newProject();
    project.day([paint]);
    const app = consoleOn(project);
    await app.shows('Which colour?', '[A–B]');
    app.press('enter');
    await app.shows('KEYBOARD IN PANE');
    app.types('A');
    await app.counts('over');
    await app.showsNoMore('KEYBOARD IN PANE');
    expect(project.read('door.md')).toBe('The door is Red\n');
    app.press('q');
    expect(await app.left()).toBe(0);
  });
});

describe('a cap', () => {
  test('halts the day and is raised from the inbox', async () => {
    const project = newProject();
    const dear = demo('dear', [
      { do: 'usage', input: 10, output: 1, usd: 1 },
      { do: 'think', text: 'on', seconds: 5 },
      { do: 'say', text: 'done' },
    ]);
    project.day([dear], { max_cost_usd: 1 });
    const app = consoleOn(project);
    await app.inbox.shows('spent');
    app.press('i', '$');
    await app.confirms("Raise the day's cap by how many USD?");
    app.types('5');
    app.press('enter');
    await app.counts('/ $6');
    await app.counts('over');
    app.press('q');
    expect(await app.left()).toBe(0);
  });
});

describe('a light terminal', () => {
  test('is asked for its background, and gets colours that can be read on it', async () => {
    const project = newProject();
    project.day([paint]);
    const app = consoleOn(project, { background: '#fbfbf9' });
    await app.inbox.shows('1 Red');
    const selected = (): number => {
      const row = app.screen.split('\n').findIndex((line) => line.startsWith('▌'));
      return app.terminal.emulator.buffer.active.getLine(row)?.getCell(2)?.getBgColor() ?? -1;
    };
    expect(await app.terminal.until(() => selected() === 0xdceef5, 15_000)).toBe(true);
    app.press('1');
    await app.counts('over');
    app.press('q');
    expect(await app.left()).toBe(0);
  });
});
