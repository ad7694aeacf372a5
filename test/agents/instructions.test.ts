import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instructions, type Told } from '../../src/agents/instructions.ts';
import { defaultTemplate } from '../../src/agents/instructions-template.ts';
import { readQuestion } from '../../src/inbox/question.ts';
import { plainTask } from '../../src/taskfile/task.ts';

const told: Told = {
  task: {
    ...plainTask,
    id: 'task-007',
    name: 'Delivery times',
    description: 'Write how long a mug takes.',
    context_files: ['docs/CARRIERS.md'],
    deliverables: [{ text: 'demo/delivery.md', path: 'demo/delivery.md' }],
    acceptance: [
      { kind: 'run', command: 'npm test' },
      { kind: 'sentence', text: 'It reads well' },
    ],
  },
  cwd: '/shop/tree',
  workspace: '/shop/agent_workspaces/task-007',
  notes: ['starts from the work of catalogue (1 file)'],
  learnings: ['Always write a test.'],
};

const filled = (template: string, what: Told = told): string => {
  const text = instructions(template, what);
  if (!text.ok) throw new Error(text.error.what);
  return text.value;
};

test('the default template says all an agent has to know', () => {
  const text = filled(defaultTemplate);
  for (const part of [
    '# task-007: Delivery times',
    'Write how long a mug takes.',
    '- `docs/CARRIERS.md`',
    '- starts from the work of catalogue (1 file)',
    '- demo/delivery.md',
    '- `npm test` succeeds',
    '- It reads well',
    'Do not stage, commit or push',
    'Do not run them',
    'Do not delete files',
    '- Always write a test.',
    '/shop/agent_workspaces/task-007/question.md',
    '/shop/agent_workspaces/task-007/answer.md',
    '/shop/agent_workspaces/task-007/summary.md',
    '/shop/agent_workspaces/task-007/notes.md',
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/\{\{|\n{3}/);
});

test('the question it shows as an example is one the inbox reads', () => {
  const example = /```markdown\n(?<text>[\s\S]*?)```/.exec(filled(defaultTemplate))?.groups?.text ?? '';
  expect(readQuestion(example)).toMatchObject({
    text: 'One question.',
    options: ['The first way', 'The second way'],
    recommended: 0,
    impact: 'What depends on it.',
  });
});

test('what there is nothing to say about leaves no empty heading', () => {
  const text = filled(defaultTemplate, { ...told, task: plainTask, notes: [], learnings: [] });
  expect(text).not.toMatch(/Learned|accepted when|must exist/);
});

test('an unknown placeholder is a failure that names its line and the nearest known', () => {
  const text = instructions('# {{task.id}}\n\n{{descripton}}\n', told);
  expect(text).toMatchObject({
    ok: false,
    error: { code: 'template.unknown', where: 'line 3', mend: 'did you mean `description`?' },
  });
});

test('a task that speaks in placeholders is quoted, never filled in', () => {
  const description = 'Replace {{name}} and {{description}} in the mail.';
  const text = filled('{{description}}', { ...told, task: { ...told.task, description } });
  expect(text).toBe(`${description}\n`);
});

test('any template is either filled in or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '\n', ' ', 'cwd', '$&') }), (template) => {
      const text = instructions(template, told);
      if (text.ok) expect(text.value.endsWith('\n')).toBe(true);
      else expect(text.error.where).toMatch(/^line \d+$/);
    }),
  );
});
