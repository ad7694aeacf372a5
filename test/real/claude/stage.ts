import { afterEach, beforeAll, expect } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { newProject } from '../../e2e/story.ts';
import { FakeModel } from '../../fake-model/fake-model.ts';
import type { Scripts } from '../../fake-model/script.ts';
import { INSTALL_MS, realClis } from '../real-clis.ts';

export const KEY = 'sk-ant-a-key-that-opens-nothing-0123456789';

let command = '';
beforeAll(async () => {
  command = (await realClis()).claude;
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
  readonly env?: Readonly<Record<string, string>>;
}

/** A person's git project whose Claude Code talks to a scripted model. */
export const claudeProject = async (scripts: Scripts, staging: Staging = {}): Promise<Stage> => {
  const model = await FakeModel.start({ scripts });
  models.push(model);
  const project = newProject({ git: true, env: staging.person ?? { ANTHROPIC_API_KEY: KEY } });
  const env = { ANTHROPIC_BASE_URL: model.urls.anthropic, CLAUDE_CODE_MAX_RETRIES: '1', ...staging.env };
  project.write('orch.yaml', JSON.stringify({ agents: { claude: { command, env } }, ...staging.settings }));
  return { model, project };
};

/** A task of Claude Code's that plays the script of this name. */
export const task = (script: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: script.toLowerCase(),
  name: `The task ${script}`,
  description: `Do it. [[${script}]]`,
  agent: 'claude',
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
