import { gemini } from '../../../src/agents/gemini/gemini.ts';
import { newProject } from '../../e2e/story.ts';
import type { Scripts } from '../../fake-model/script.ts';
import type { Actor } from '../common/actor.ts';
import { programs, type Stage, scriptedModel, taskOf } from '../stage.ts';

export const KEY = 'a-gemini-key-that-opens-nothing';

interface Staging {
  /** Settings of orch.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The person's environment. */
  readonly person?: Readonly<Record<string, string>>;
  /** A program of theirs in its place. */
  readonly command?: string;
}

/** A person's git project whose Gemini CLI talks to a scripted model. */
export const geminiProject = async (scripts: Scripts, staging: Staging = {}): Promise<Stage> => {
  const model = await scriptedModel(scripts);
  const project = newProject({ git: true, env: staging.person ?? { GEMINI_API_KEY: KEY } });
  const env = { GOOGLE_GEMINI_BASE_URL: model.urls.gemini };
  const command = staging.command ?? programs().gemini;
  const gemini = { command, env, model: 'gemini-2.5-pro' };
  project.write('orch.yaml', JSON.stringify({ agents: { gemini }, ...staging.settings }));
  return { model, project };
};

/** A task of Gemini CLI's that plays the script of this name. */
export const task = taskOf('gemini');

export const actor: Actor = {
  name: 'Gemini CLI',
  agent: gemini,
  stage: geminiProject,
  task,
  writes: (word) => ({ name: 'write_file', input: { file_path: `${word}.txt`, content: `${word}\n` } }),
};
