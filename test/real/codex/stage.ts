import { afterEach, beforeAll } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import { newProject } from '../../e2e/story.ts';
import { FakeModel } from '../../fake-model/fake-model.ts';
import type { Call, Scripts } from '../../fake-model/script.ts';
import { INSTALL_MS, realClis } from '../real-clis.ts';

export const MODEL = 'gpt-6-sol';

let command = '';
beforeAll(async () => {
  command = (await realClis()).codex;
}, INSTALL_MS);

const models: FakeModel[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});

interface Escalation {
  /** Asks for the command to run outside of Codex's sandbox. */
  readonly sandbox_permissions?: 'require_escalated';
  readonly justification?: string;
}

/** A shell command, in the code its newer models write. */
export const shell = (cmd: string, more: Escalation = {}): Call => ({
  name: 'exec',
  freeform: `const done = await tools.exec_command(${JSON.stringify({ cmd, ...more })});\ntext(done.output);\n`,
});

/** The same, to be run outside of its sandbox. */
export const outside = (cmd: string, justification: string): Call =>
  shell(cmd, { sandbox_permissions: 'require_escalated', justification });

export const question = (
  ...questions: readonly { readonly question: string; readonly labels: readonly string[] }[]
): Call => ({
  name: 'request_user_input',
  input: {
    questions: questions.map(({ question: text, labels }, i) => ({
      id: `q${i}`,
      header: 'Choice',
      question: text,
      options: labels.map((label) => ({ label, description: `It is ${label}` })),
    })),
  },
});

export interface CodexStage {
  readonly model: FakeModel;
  readonly project: Project;
}

interface Staging {
  /** Settings of orch.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** A person's git project where Codex is signed in by a key, and the model it talks to. */
export const codexProject = async (scripts: Scripts, staging: Staging = {}): Promise<CodexStage> => {
  const model = await FakeModel.start({ scripts });
  models.push(model);
  const project = newProject({ git: true });
  const env = { OPENAI_API_KEY: 'sk-of-a-test', OPENAI_BASE_URL: model.urls.openai, ...staging.env };
  const codex = { command, model: MODEL, env, args: staging.args ?? [] };
  project.write('orch.yaml', JSON.stringify({ agents: { codex }, ...staging.settings }));
  return { model, project };
};

/** A task of Codex that plays the script of this name. */
export const task = (script: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: script.toLowerCase(),
  name: `The task ${script}`,
  description: `Do it. [[${script}]]`,
  agent: 'codex',
  retries: 0,
  ...more,
});

/** What stands in the folder the task works in. */
export const treeFile = (project: Project, script: string, file: string): string | null => {
  const path = ['agent_workspaces', script.toLowerCase(), 'tree', file];
  return project.has(...path) ? project.read(...path) : null;
};
