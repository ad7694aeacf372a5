import { afterEach, beforeAll, expect } from 'vitest';
import type { Project } from '../e2e/project.ts';
import type { RunningDay } from '../e2e/running-day.ts';
import { FakeModel } from '../fake-model/fake-model.ts';
import type { Scripts } from '../fake-model/script.ts';
import { INSTALL_MS, type RealClis, realClis } from './real-clis.ts';

export interface Stage {
  readonly model: FakeModel;
  readonly project: Project;
}

let clis: RealClis | null = null;
beforeAll(async () => {
  clis = await realClis();
}, INSTALL_MS);

/** The executables, for the stories of one file. */
export const programs = (): RealClis => {
  if (clis === null) throw new Error('the CLIs are not installed yet');
  return clis;
};

const models: FakeModel[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});

/** A model that plays these scripts until its story is over. */
export const scriptedModel = async (scripts: Scripts): Promise<FakeModel> => {
  const model = await FakeModel.start({ scripts });
  models.push(model);
  return model;
};

/** A task of an agent's that plays the script of this name. */
export const taskOf =
  (agent: string) =>
  (script: string, more: Readonly<Record<string, unknown>> = {}) => ({
    id: script.toLowerCase(),
    name: `The task ${script}`,
    description: `Do it. [[${script}]]`,
    agent,
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
