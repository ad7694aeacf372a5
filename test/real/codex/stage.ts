import { codex } from '../../../src/agents/codex/codex.ts';
import { newProject } from '../../e2e/story.ts';
import type { Call, Scripts } from '../../fake-model/script.ts';
import type { Actor } from '../common/actor.ts';
import { programs, type Stage, scriptedModel, taskOf } from '../stage.ts';

export const MODEL = 'gpt-6-sol';

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

interface Staging {
  /** Settings of orch.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** A person's git project where Codex is signed in by a key, and the model it talks to. */
export const codexProject = async (scripts: Scripts, staging: Staging = {}): Promise<Stage> => {
  const model = await scriptedModel(scripts);
  const project = newProject({ git: true });
  const env = { OPENAI_API_KEY: 'sk-of-a-test', OPENAI_BASE_URL: model.urls.openai, ...staging.env };
  const codex = { command: programs().codex, model: MODEL, env, args: staging.args ?? [] };
  project.write('orch.yaml', JSON.stringify({ agents: { codex }, ...staging.settings }));
  return { model, project };
};

/** A task of Codex that plays the script of this name. */
export const task = taskOf('codex');

export const actor: Actor = {
  name: 'Codex',
  agent: codex,
  stage: codexProject,
  task,
  writes: (word) => shell(`echo ${word} > ${word}.txt`),
};
