import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demo, type Project } from '../../e2e/project.ts';
import { Pane } from '../pane.ts';
import { treeFile } from '../stage.ts';
import { geminiProject, task } from './stage.ts';

/** As where its host is gone: the hook says nothing. */
const silence = (project: Project, session: string | undefined): void => {
  const hook = project.path('.orch', 'sessions', session ?? '', 'scratch', 'gemini-hook.sh');
  writeFileSync(hook, 'cat >/dev/null\n');
};

const makes = { run: 'mkdir -p out && echo made > out/made.txt', why: 'Make a file' };

test('a command its hook cannot ask about is asked for in its own dialog, and nothing runs before', async () => {
  const { model, project } = await geminiProject({
    ASKS: [
      { says: 'I begin.', calls: [{ run: 'ls' }] },
      { gate: 'deaf', calls: [makes] },
      { says: 'So be it.' },
    ],
  });
  project.day([task('ASKS')]);
  const day = project.start();
  const { session } = await day.event('session.started');
  await model.reached('deaf');
  silence(project, session);
  model.release('deaf');
  const pane = await Pane.of(project, session ?? '');
  await pane.shows('Allow execution of');
  expect(await day.event('session.state', ({ state }) => state === 'blocked')).toMatchObject({
    source: 'title',
  });
  expect(treeFile(project, 'ASKS', 'out/made.txt')).toBeNull();
  pane.close();
  await project.does('stop', '--now');
  await day.exit();
});

test('git is refused where its hook does not answer', async () => {
  const { model, project } = await geminiProject({
    GIT: [
      { says: 'I begin.', calls: [{ run: 'ls' }] },
      { gate: 'deaf', calls: [{ run: 'git -C . commit --allow-empty -m wip' }] },
      { says: 'I leave that to you.' },
    ],
  });
  project.day([task('GIT')]);
  const day = project.start();
  const { session } = await day.event('session.started');
  await model.reached('deaf');
  silence(project, session);
  model.release('deaf');
  const heard = await model.answered(({ turn }) => turn === 2);
  expect(JSON.stringify(heard.asked.messages.at(-1))).toContain('Only a person writes to the repository');
  await project.does('stop', '--now');
  await day.exit();
  expect(project.git('log', '--oneline', '--all').trim().split('\n')).toHaveLength(1);
});

test('as a reviewer it looks and gives its verdict, and is refused the rest without anybody asked', async () => {
  const seen: string[] = [];
  const { project } = await geminiProject({
    JUDGE: [
      { calls: [{ run: 'ls && git log --oneline -1' }] },
      ({ messages }) => {
        seen.push(...(messages.at(-1)?.results ?? []));
        return { calls: [{ run: 'touch mine.txt' }] };
      },
      ({ messages }) => {
        seen.push(...(messages.at(-1)?.results ?? []));
        return { calls: [{ name: 'write_file', input: { file_path: 'mine.txt', content: 'x' } }] };
      },
      ({ messages }) => {
        seen.push(...(messages.at(-1)?.results ?? []));
        const input = { verdict: 'accept', text: 'It says what it should.', findings: [] };
        return { calls: [{ mcp: 'give_verdict', server: 'orch', input }] };
      },
      { says: 'I have judged.' },
    ],
  });
  const review = { by: ['gemini'], at: ['end'] };
  const wrote = { do: 'write', file: 'a.md', text: 'hello' };
  project.day([demo('work', [wrote], { description: 'Say hello. [[JUDGE]]', review })]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expect(day.all('session.verdict')).toMatchObject([{ verdict: 'accept' }]);
  expect(day.all('ask.opened')).toEqual([]);
  expect(project.has('agent_workspaces/work/tree/mine.txt')).toBe(false);
  expect(seen[0]).toContain('a.md');
  expect(seen.slice(1).join('\n')).toMatch(
    /You are a reviewer: run commands that only read[\s\S]*You are a reviewer: you may write/,
  );
});
