import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerText } from '../../../src/inbox/answer.ts';
import { readQuestion } from '../../../src/inbox/question.ts';
import { type Session, type Stand, stand } from '../stand.ts';

/** A placeholder as scripts write it. */
const filledIn = (name: string): string => `$\{${name}}`;

const read = (...parts: readonly string[]): string => fs.readFileSync(join(...parts), 'utf8');

const question = {
  do: 'ask',
  question: 'How should prices be kept?',
  options: ['Whole cents', 'Decimal text'],
  recommended: 'A',
  context: 'They differ by a cent.',
  impact: 'Every price.',
};

const asksFirst = (wait?: string): Stand =>
  stand('demo', {
    demo: [
      { ...question, ...(wait === undefined ? {} : { wait }) },
      { do: 'write', when: 'A', file: 'a.md', text: `A: ${filledIn('answer')}` },
      { do: 'write', when: 'B', file: 'b.md', text: `B: ${filledIn('answer')}` },
      { do: 'write', when: 'other', file: 'other.md', text: `own: ${filledIn('answer')}` },
    ],
  });

const askedBy = async (session: Session, where: Stand): Promise<void> =>
  session.pty.until(
    ({ statuses }) =>
      statuses.some((status) => status.includes('kind=question')) &&
      fs.existsSync(join(where.workspace, 'question.md')),
  );

test('it asks by question.md, blocked meanwhile, and goes by the option that was chosen', async () => {
  const project = asksFirst();
  const session = project.launch();
  await askedBy(session, project);
  const body = readQuestion(read(project.workspace, 'question.md'));
  if (body === null) throw new Error('no question');
  expect(body).toMatchObject({
    text: question.question,
    options: question.options,
    recommended: 0,
    context: question.context,
    impact: question.impact,
  });
  expect(session.factsOf('session.state').at(-1)).toMatchObject({ state: 'blocked' });
  const answer = answerText('task-001', body, { kind: 'text', text: 'Decimal text', option: 1 });
  fs.writeFileSync(join(project.workspace, 'answer.md'), answer);
  await session.pty.exit;
  expect(read(project.cwd, 'b.md')).toBe('B: Decimal text\n');
  expect(fs.existsSync(join(project.cwd, 'a.md'))).toBe(false);
  expect(session.factsOf('session.state').map(({ state }) => state)).toEqual([
    'working',
    'blocked',
    'working',
    'done',
  ]);
});

test('an answer in own words is taken as it is', async () => {
  const project = asksFirst();
  const session = project.launch();
  await askedBy(session, project);
  fs.writeFileSync(join(project.workspace, 'answer.md'), '# Answer to task-001\n\nAsk me tomorrow.\n');
  await session.pty.exit;
  expect(read(project.cwd, 'other.md')).toBe('own: Ask me tomorrow.\n');
});

test('a key in the pane answers a question, too, and takes question.md back', async () => {
  const project = asksFirst();
  const session = project.launch();
  await askedBy(session, project);
  session.pty.press('a');
  await session.pty.exit;
  expect(read(project.cwd, 'a.md')).toBe('A: Whole cents\n');
  expect(fs.existsSync(join(project.workspace, 'question.md'))).toBe(false);
});

test('unanswered in time it goes on with its recommendation and withdraws the question', async () => {
  const project = asksFirst('30s');
  const session = project.launch({ speed: 300 });
  await session.pty.exit;
  expect(read(project.cwd, 'a.md')).toBe('A: Whole cents\n');
  expect(fs.existsSync(join(project.workspace, 'question.md'))).toBe(false);
});

test('the answer to an earlier question is never taken for the next', async () => {
  const project = asksFirst();
  fs.writeFileSync(join(project.workspace, 'answer.md'), 'B\n');
  const session = project.launch();
  await askedBy(session, project);
  fs.writeFileSync(join(project.workspace, 'answer.md'), 'A\n');
  await session.pty.exit;
  expect(read(project.cwd, 'a.md')).toBe('A: Whole cents\n');
});

test('a question outlives its session: the resumed one asks the same and hears what was answered meanwhile', async () => {
  const project = asksFirst();
  const first = project.launch();
  await askedBy(first, project);
  const asked = read(project.workspace, 'question.md');
  first.pty.kill('SIGKILL');
  await first.pty.exit;
  const second = project.resume(first);
  await askedBy(second, project);
  expect(read(project.workspace, 'question.md')).toBe(asked);
  second.pty.kill('SIGKILL');
  await second.pty.exit;
  fs.writeFileSync(join(project.workspace, 'answer.md'), 'B\n');
  await project.resume(second).pty.exit;
  expect(read(project.cwd, 'b.md')).toBe('B: Decimal text\n');
});
