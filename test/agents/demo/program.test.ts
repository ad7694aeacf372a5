import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Session, stand } from '../stand.ts';

/** A placeholder as scripts write it. */
const filledIn = (name: string): string => `$\{${name}}`;

const read = (...parts: readonly string[]): string => fs.readFileSync(join(...parts), 'utf8');

/** Answers the open dialog the way the host does: keys, and only while the guard holds. */

test('a script is played to its end: files are written, the summary too, the exit code is 0', async () => {
  const project = stand('demo', {
    demo: [
      { do: 'plan', text: 'Think first' },
      { do: 'think', text: 'Weighing handles', seconds: 3 },
      { do: 'plan', text: 'Then write' },
      { do: 'say', text: 'Here it comes.' },
      { do: 'write', file: 'demo/mugs.md', text: '# Mugs' },
      { do: 'edit', file: 'demo/mugs.md', find: 'Mugs', text: 'Five mugs' },
      { do: 'run', command: 'cat demo/mugs.md' },
      { do: 'notes', text: 'Handles matter.' },
      { do: 'summary', text: `Done by ${filledIn('task')} in attempt ${filledIn('attempt')}.` },
    ],
  });
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
  expect(read(project.cwd, 'demo/mugs.md')).toBe('# Five mugs\n');
  expect(read(project.workspace, 'summary.md')).toBe(
    '# Summary of task-001\n\nDone by task-001 in attempt 1.\n',
  );
  expect(read(project.workspace, 'notes.md')).toContain('Handles matter.');
  expect(session.pty.text()).toMatch(/\$ cat demo\/mugs\.md\n.*│ # Five mugs\n.*exit 0/);
  expect(session.factsOf('session.milestone').map(({ text }) => text)).toEqual(['Think first', 'Then write']);
  expect(session.factsOf('session.state').map(({ state }) => state)).toEqual(['working', 'done']);
});

test('the usage of a message counts once, whichever of its rows are read', async () => {
  const project = stand('demo', {
    demo: [
      {
        do: 'usage',
        model: 'demo-large',
        input: 100,
        output: 41,
        cache_read: 900,
        cache_write: 7,
        thoughts: 3,
        usd: 0.25,
      },
      { do: 'usage', input: 5, output: 6 },
    ],
  });
  const session = project.launch();
  await session.pty.exit;
  const facts = session.factsOf('session.usage');
  expect(facts.length).toBeGreaterThan(2);
  const sum = (model: string, pick: (fact: (typeof facts)[number]) => number): number =>
    facts.filter((fact) => fact.model === model).reduce((all, fact) => all + pick(fact), 0);
  expect(sum('demo-large', (fact) => fact.tokens.output)).toBe(41);
  expect(sum('demo-large', (fact) => fact.tokens.cache_read)).toBe(900);
  expect(sum('demo-large', (fact) => fact.stated_usd ?? 0)).toBeCloseTo(0.25);
  expect(sum('demo-medium', (fact) => fact.tokens.input)).toBe(5);
  expect(facts.filter((fact) => fact.model === 'demo-medium').every((fact) => fact.stated_usd === null)).toBe(
    true,
  );
});

test('it fails with the code its script says, in the attempt its script says', async () => {
  const project = stand('demo', {
    demo: [
      { do: 'fail', attempt: 2, code: 9 },
      { do: 'fail', attempt: 1, code: 7, text: 'The line is busy.' },
    ],
  });
  const session = project.launch();
  expect(await session.pty.exit).toMatchObject({ exitCode: 7 });
  expect(session.pty.text()).toContain('The line is busy.');
  expect(session.factsOf('session.state').at(-1)).toMatchObject({ state: 'idle' });
});

test('after a crash it resumes behind the action that crashed, through sessions that never got far', async () => {
  const project = stand('demo', {
    demo: [
      { do: 'write', file: 'one.md', text: 'first' },
      { do: 'crash' },
      { do: 'write', file: 'two.md', text: 'second' },
    ],
  });
  const first = project.launch();
  expect(await first.pty.exit).toMatchObject({ signal: 9 });
  expect(fs.existsSync(join(project.cwd, 'two.md'))).toBe(false);
  fs.rmSync(join(project.cwd, 'one.md'));
  const second = project.resume(first);
  expect(await second.pty.exit).toMatchObject({ exitCode: 0 });
  expect(second.pty.text()).toContain('Resumed: goes on with action 3 of 3');
  expect(fs.readdirSync(project.cwd)).toEqual(['two.md']);
  fs.rmSync(join(second.scratch, 'progress.json'));
  const third = project.resume(second);
  await third.pty.exit;
  expect(third.pty.text()).toContain('Resumed: goes on with action 3 of 3');
});

test.each([
  ['Ctrl-C', 130, (session: Session) => session.pty.press('\x03')],
  ['SIGTERM', 143, (session: Session) => session.pty.kill('SIGTERM')],
] as const)('%s ends it with %i, the cursor shown again', async (_how, code, end) => {
  const project = stand('demo', { demo: [{ do: 'hang' }] });
  const session = project.launch();
  await session.pty.until(({ screen }) => screen().includes('Thinking very'));
  end(session);
  expect(await session.pty.exit).toMatchObject({ exitCode: code });
  expect(session.pty.text()).toContain(`Ended with exit code ${code}`);
});

test('a flood comes through to its last line', async () => {
  const project = stand('demo', { demo: [{ do: 'flood', lines: 3000 }] });
  const session = project.launch();
  await session.pty.exit;
  expect(session.pty.text()).toMatch(/ 3000 {2}the same line again/);
  expect(session.pty.text()).toContain('Printed 3000 lines');
});
