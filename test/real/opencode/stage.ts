import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import { newProject } from '../../e2e/story.ts';
import { FakeModel } from '../../fake-model/fake-model.ts';
import type { Scripts } from '../../fake-model/script.ts';

// OpenCode takes ten seconds of a processor before its first word, and a story may start it three times.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

export const MODEL = 'claude-sonnet-4-5';
/** USD per million tokens, as OpenCode's own list has them. */
export const PRICE = { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 };

export interface Stage {
  readonly model: FakeModel;
  readonly project: Project;
  /** A file of the person's own home. */
  readonly home: (file: string, text: string) => string;
}

/** A person's git project where OpenCode is set up to talk to the scripted model. */
export const openCodeProject = async (
  scripts: Scripts,
  more: { readonly options?: object; readonly settings?: object } = {},
): Promise<Stage> => {
  const model = await FakeModel.start({ scripts });
  const project = newProject({ git: true });
  const home = (file: string, text: string): string => {
    const path = join(project.env.HOME ?? '', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const options = { baseURL: `${model.urls.anthropic}/v1`, ...more.options };
  home('.config/opencode/opencode.json', JSON.stringify({ provider: { anthropic: { options } } }));
  const env = { ANTHROPIC_API_KEY: 'sk-of-a-test', OPENCODE_DISABLE_MODELS_FETCH: '1' };
  const opencode = { command: '/tmp/clis/node_modules/.bin/opencode', model: `anthropic/${MODEL}`, env };
  project.write('orch.yaml', JSON.stringify({ agents: { opencode }, ...more.settings }));
  return { model, project, home };
};

/** A task of OpenCode's that plays the script of this name. */
export const task = (script: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: script.toLowerCase(),
  name: `The task ${script}`,
  description: `Do it. [[${script}]]`,
  agent: 'opencode',
  retries: 0,
  ...more,
});
