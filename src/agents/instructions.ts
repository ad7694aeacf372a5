import { acceptanceLine } from '../domain/acceptance-line.ts';
import { fail, ok, type Result } from '../domain/errors.ts';
import type { TaskSpec } from '../domain/task.ts';
import { suggestion } from '../taskfile/nearest.ts';

/** What an agent is told. Paths are absolute. */
export interface Told {
  readonly task: TaskSpec;
  /** Where it works, and where question.md, answer.md, summary.md and notes.md lie. */
  readonly cwd: string;
  readonly workspace: string;
  /** What it should know of its surroundings, such as whose work it starts from. */
  readonly notes: readonly string[];
  readonly learnings: readonly string[];
  /** Rules of the project, added to those that hold everywhere. */
  readonly rules?: readonly string[];
}

const section = (title: string, body: string): string => (body === '' ? '' : `## ${title}\n\n${body}`);

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

const rulesEverywhere: readonly string[] = [
  'Do not stage, commit or push: no `git add`, `git commit`, `git push`, nor anything else that writes to the repository. A person does that.',
  'You may write migrations. Do not run them.',
  'Do not delete files of the project.',
  'Stay inside this folder: read and write nothing outside of it, but for the files named below.',
  'Do not pretend: when something does not work, say so in the summary.',
];

const contextSection = ({ task, cwd, notes }: Told): string => {
  const files = list(task.context_files.map((file) => `\`${file}\``));
  const read = files === '' ? '' : `Read these first:\n\n${files}`;
  const said = [`You work in \`${cwd}\`.`, list(notes), read];
  return section('Context', said.filter((part) => part !== '').join('\n\n'));
};

const questionsSection = ({ task, workspace }: Told): string =>
  section(
    'When you need a person',
    `Ask rather than guess when the choice is hard to take back. Write \`${workspace}/question.md\` in one go, exactly so:

\`\`\`markdown
# Question from Agent ${task.id}

## Context
What you are doing, and what you found.

## Question
One question.

## Options
A) The first way (recommended)
B) The second way

## Impact
What depends on it.
\`\`\`

Then wait until \`${workspace}/answer.md\` is there, go by what it says, and delete both files if they are still there. Should it become clear without an answer, delete the question and go on.`,
  );

const reportsSection = ({ workspace }: Told): string =>
  section(
    'When you are done',
    `Write \`${workspace}/summary.md\`: what you did, what you did not, how you know that it works. Keep \`${workspace}/notes.md\` for what the next one to work here should know. Then end.`,
  );

const parts: Readonly<Record<string, (told: Told) => string>> = {
  'task.id': ({ task }) => task.id,
  'task.name': ({ task }) => task.name,
  'task.module': ({ task }) => task.module ?? '',
  description: ({ task }) => task.description.trim(),
  context: contextSection,
  deliverables: ({ task }) =>
    section('What must exist at the end', list(task.deliverables.map(({ text }) => text))),
  acceptance: ({ task }) => section('It is accepted when', list(task.acceptance.map(acceptanceLine))),
  rules: ({ rules = [] }) => section('Rules', list([...rulesEverywhere, ...rules])),
  learnings: ({ learnings }) => section('Learned from earlier days', list(learnings)),
  questions: questionsSection,
  reports: reportsSection,
  cwd: ({ cwd }) => cwd,
  workspace: ({ workspace }) => workspace,
};

const PLACEHOLDER = /\{\{\s*([^{}\n]*?)\s*\}\}/g;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** agent_instructions.md: the template with every `{{placeholder}}` filled in, once. */
export const instructions = (template: string, told: Told): Result<string> => {
  for (const match of template.matchAll(PLACEHOLDER)) {
    const name = match[1] ?? '';
    if (Object.hasOwn(parts, name)) continue;
    return fail('template.unknown', `the instructions template has no \`{{${name}}}\``, {
      where: `line ${lineOf(template, match.index)}`,
      mend: suggestion(name, Object.keys(parts)),
    });
  }
  const text = template.replaceAll(PLACEHOLDER, (_whole, name: string) => parts[name]?.(told) ?? '');
  // Parts with nothing to say leave their blank lines behind.
  return ok(`${text.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`);
};
