import { afterEach, expect, vi } from 'vitest';
import { until } from './processes.ts';
import { Project } from './project.ts';

// Real programs on a busy machine: stories wait for events, and these may take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const projects: Project[] = [];

/** A project for one story. At its end no process and no socket of it may be left. */
export const newProject = (making: ConstructorParameters<typeof Project>[0] = {}): Project => {
  const project = new Project(making);
  projects.push(project);
  return project;
};

const PATIENCE_MS = 15_000;

/** An engine leaves a moment after its last viewer; a day nobody ended is a mistake of its story. */
const emptied = async (project: Project): Promise<readonly string[]> => {
  const patience = performance.now() + PATIENCE_MS;
  await until(() => project.left().length === 0 || performance.now() > patience);
  return project.left();
};

afterEach(async (story) => {
  for (const project of projects.splice(0)) {
    const failed = story.task.result?.state === 'fail';
    const left = failed ? [] : await emptied(project);
    project.clear();
    expect(left, 'processes or sockets were left behind').toEqual([]);
  }
});
