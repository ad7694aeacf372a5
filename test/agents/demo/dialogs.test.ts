import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demo } from '../../../src/agents/demo/demo.ts';
import { type Session, stand } from '../stand.ts';

const read = (...parts: readonly string[]): string => fs.readFileSync(join(...parts), 'utf8');

const answerDialog = (session: Session, answer: 'allow' | 'deny'): void => {
  const ask = [...session.factsOf('session.asked'), ...session.factsOf('session.violated')].at(-1);
  if (ask === undefined) throw new Error('nothing was asked');
  const given = answer === 'allow' ? ({ kind: 'allow' } as const) : ({ kind: 'deny', reason: null } as const);
  const delivery = demo.answer({ key: ask.key, body: ask.ask }, given);
  if (delivery?.via !== 'keys') throw new Error('not answered by keys');
  expect(session.pty.screen()).toMatch(new RegExp(delivery.guard));
  session.pty.press(delivery.data);
};

const dialogIsUp = (session: Session) => (): boolean =>
  /\[y\] allow/.test(session.pty.screen()) &&
  [...session.factsOf('session.asked'), ...session.factsOf('session.violated')].length > 0;

test.each([
  ['allow', 'allowed'],
  ['deny', 'denied'],
] as const)('a permission dialog hears %s and says so', async (answer, verdict) => {
  const project = stand('demo', {
    demo: [
      { do: 'permission', command: 'npm install ribbon' },
      { do: 'write', when: 'allowed', file: 'allowed.md', text: 'x' },
      { do: 'write', when: 'denied', file: 'denied.md', text: 'x' },
    ],
  });
  const session = project.launch();
  await session.pty.until(dialogIsUp(session));
  expect(session.factsOf('session.asked')).toMatchObject([
    { key: 'permission:p1', ask: { kind: 'permission', subject: 'npm install ribbon' } },
  ]);
  answerDialog(session, answer);
  await session.pty.exit;
  expect(fs.readdirSync(project.cwd)).toEqual([`${verdict}.md`]);
  expect(session.factsOf('session.ask_gone')).toMatchObject([{ key: 'permission:p1', how: verdict }]);
});

test('a commit is never made: it is reported as a violation, and waits for the word', async () => {
  const project = stand('demo', {
    demo: [
      { do: 'commit', message: 'wip' },
      { do: 'summary', text: 'went on' },
    ],
  });
  const session = project.launch();
  await session.pty.until(dialogIsUp(session));
  expect(session.factsOf('session.violated')).toMatchObject([
    { ask: { kind: 'violation', subject: 'git commit -am "wip"', layer: 'guard' } },
  ]);
  answerDialog(session, 'deny');
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
  expect(read(project.workspace, 'summary.md')).toContain('went on');
});

test('frozen past its patience it still hears the key that freed it', async () => {
  const project = stand('demo', { demo: [{ do: 'commit', message: 'wip', wait: '100s' }] });
  const session = project.launch({ speed: 200 });
  await session.pty.until(dialogIsUp(session));
  process.kill(session.pty.pid, 'SIGSTOP');
  const thawed = new Promise<void>((resolve) => {
    // Its patience of half a second runs out while it is frozen.
    setTimeout(() => {
      process.kill(session.pty.pid, 'SIGCONT');
      answerDialog(session, 'allow');
      resolve();
    }, 700);
  });
  await thawed;
  await session.pty.exit;
  expect(session.factsOf('session.ask_gone')).toMatchObject([{ how: 'allowed' }]);
});
