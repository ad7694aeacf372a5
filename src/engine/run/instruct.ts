import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instructions } from '../../agents/instructions.ts';
import { defaultTemplate } from '../../agents/instructions-template.ts';
import { ok, type Result } from '../../domain/errors.ts';
import { replaceFile } from '../../journal/durable.ts';
import type { TaskEntry } from '../../state/model.ts';
import type { Layout } from './layout.ts';

interface Instructing {
  readonly layout: Layout;
  readonly task: TaskEntry;
  readonly cwd: string;
  readonly notes: readonly string[];
}

/** A project's own wording wins over orch's. */
const templateOf = (project: string): string => {
  const own = join(project, 'templates', 'agent_instructions.md');
  return existsSync(own) ? readFileSync(own, 'utf8') : defaultTemplate;
};

/** What the agent is told: template, task, rules and the file protocol, as agent_instructions.md. */
export const writeInstructions = (
  i: Instructing,
): Result<{ readonly file: string; readonly text: string }> => {
  const workspace = i.layout.workspace(i.task.id);
  const text = instructions(templateOf(i.layout.project), {
    task: i.task.spec,
    cwd: i.cwd,
    workspace,
    notes: i.notes,
    learnings: [],
  });
  if (!text.ok) return text;
  const file = join(workspace, 'agent_instructions.md');
  const written = replaceFile(file, text.value);
  return written.ok ? ok({ file, text: text.value }) : written;
};
