import { describe, expect, test } from 'vitest';
import { demo, type Project } from '../project.ts';
import { newProject } from '../story.ts';
import type { Person } from './person.ts';
import { consoleOn } from './story.ts';

const paint = demo('paint', [
  { do: 'usage', input: 100, output: 10, usd: 0.5 },
  { do: 'think', text: 'red or blue', seconds: 15 },
  { do: 'ask', question: 'Which colour?', options: ['Red', 'Blue'], recommended: 'Red' },
  { do: 'usage', input: 100, output: 10, usd: 0.25 },
  { do: 'say', text: 'the paint is dry' },
]);
const bows = demo('bows', [{ do: 'say', text: 'tied' }], { depends_on: ['paint'] });

type Logged = Readonly<Record<string, unknown>>;

/** A day that asked once, was answered, and is over: the project, and the day's events. */
const aPastDay = async (): Promise<{ project: Project; log: readonly Logged[] }> => {
  const project = newProject();
  project.day([paint, bows], { max_cost_usd: 5 });
  const day = project.start();
  const { ask } = await day.event('ask.opened');
  await project.does('answer', ask, '--option', '2');
  expect(await day.exit()).toBe(0);
  await project.quiet();
  return { project, log: await project.log('--day', '2026-11-21') };
};

/** → once for every moment from the day's beginning to this event. */
const goesTo = (app: Person, log: readonly Logged[], is: (event: Logged) => boolean): void => {
  let latest = '';
  const moments = new Set<string>();
  for (const event of log.slice(0, log.findIndex(is) + 1)) {
    if (String(event.ts) > latest) latest = String(event.ts);
    moments.add(latest);
  }
  app.press(...Array.from({ length: moments.size - 1 }, () => 'right'));
};

describe('a past day', () => {
  test('is gone along: panes, questions and dollars move together', async () => {
    const { project, log } = await aPastDay();
    const app = consoleOn(project, { args: ['replay'] });
    await app.counts('replay');

    goesTo(app, log, (event) => event.type === 'ask.opened');
    await app.counts('1 asks you');
    await app.counts('$0.50 / $5');
    await app.inbox.shows('Which colour?');
    await app.shows('[A–B] here, or in the inbox');

    app.press('2');
    await app.shows('this is a replay');

    app.press('}');
    await app.counts('over');
    await app.counts('$0.75 / $5');
    await app.counts('2 done');
    await app.showsNoMore('1 asks you');

    app.press('{');
    await app.counts('$0.00 / $5');
    await app.showsNoMore('Which colour?');

    app.press('space');
    await app.counts('over');

    app.press('q');
    expect(await app.left()).toBe(0);
    expect(app.terminal.emulator.buffer.active.type).toBe('normal');
    expect(project.left()).toEqual([]);
  });

  test('opens on the day and the task that are named, and says where there is none', async () => {
    const { project } = await aPastDay();
    const app = consoleOn(project, { args: ['replay', 'never'] });
    await app.shows('no day never has been run here');
    expect(await app.left()).toBe(1);
    const named = consoleOn(project, { args: ['replay', '2026-11-21', 'bows'] });
    await named.shows('─ bows The task bows');
    named.press('q');
    expect(await named.left()).toBe(0);
  });
});
