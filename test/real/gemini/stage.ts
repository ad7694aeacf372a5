import { afterEach, beforeAll, expect } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { newProject } from '../../e2e/story.ts';
import { FakeModel } from '../../fake-model/fake-model.ts';
import type { Scripts } from '../../fake-model/script.ts';
import { INSTALL_MS, realClis } from '../real-clis.ts';

export const KEY = 'a-gemini-key-that-opens-nothing';

let command = '';
beforeAll(async () => {
  command = (await realClis()).gemini;
}, INSTALL_MS);

const models: FakeModel[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});

export interface Stage {
  readonly model: FakeModel;
  readonly project: Project;
}

interface Staging {
  /** Settings of orch.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The person's environment. */
  readonly person?: Readonly<Record<string, string>>;
}

/** A person's git project whose Gemini CLI talks to a scripted model. */
export const geminiProject = async (scripts: Scripts, staging: Staging = {}): Promise<Stage> => {
  const model = await FakeModel.start({ scripts });
  models.push(model);
  const project = newProject({ git: true, env: staging.person ?? { GEMINI_API_KEY: KEY } });
  const env = { GOOGLE_GEMINI_BASE_URL: model.urls.gemini };
  const gemini = { command, env, model: 'gemini-2.5-pro' };
  project.write('orch.yaml', JSON.stringify({ agents: { gemini }, ...staging.settings }));
  return { model, project };
};

/** A task of Gemini CLI's that plays the script of this name. */
export const task = (script: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: script.toLowerCase(),
  name: `The task ${script}`,
  description: `Do it. [[${script}]]`,
  agent: 'gemini',
  retries: 0,
  ...more,
});

/** What stands in the folder the task works in. */
export const treeFile = (project: Project, script: string, file: string): string | null => {
  const path = ['agent_workspaces', script.toLowerCase(), 'tree', file];
  return project.has(...path) ? project.read(...path) : null;
};

/** All the day counted is all the model was paid for, kind by kind. */
export const expectCounted = (day: RunningDay, model: FakeModel): void => {
  const counted = day.all('session.usage').reduce(
    (sum, { tokens }) => {
      for (const [kind, n] of Object.entries(tokens)) sum[kind] = (sum[kind] ?? 0) + n;
      return sum;
    },
    {} as Record<string, number>,
  );
  expect(counted).toEqual(model.ledger.tokens());
};
