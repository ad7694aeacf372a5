import { vi } from 'vitest';
import { newProject } from '../../e2e/story.ts';
import type { FakeModel } from '../../fake-model/fake-model.ts';
import type { Scripts } from '../../fake-model/script.ts';
import type { RealClis } from '../real-clis.ts';
import { programs, type Stage, scriptedModel } from '../stage.ts';

// Several real CLIs in one story: each takes its seconds to start.
vi.setConfig({ testTimeout: 100_000, hookTimeout: 120_000 });

const settings = (model: FakeModel, { claude, codex, gemini }: RealClis) => ({
  claude: {
    command: claude,
    env: { ANTHROPIC_BASE_URL: model.urls.anthropic, CLAUDE_CODE_MAX_RETRIES: '1' },
  },
  codex: { command: codex, model: 'gpt-6-sol', env: { OPENAI_BASE_URL: model.urls.openai } },
  gemini: {
    command: gemini,
    model: 'gemini-2.5-pro',
    env: { GOOGLE_GEMINI_BASE_URL: model.urls.gemini },
  },
});

/** A person signed in to several agents, all of which talk to one scripted model. */
export const manyAgents = async (
  scripts: Scripts,
  { person = {}, more = {} }: { person?: Record<string, string>; more?: object } = {},
): Promise<Stage> => {
  const model = await scriptedModel(scripts);
  const keys = {
    ANTHROPIC_API_KEY: 'sk-ant-a-key-that-opens-nothing-0123456789',
    OPENAI_API_KEY: 'sk-of-a-test',
    GEMINI_API_KEY: 'of-a-test',
  };
  const project = newProject({ git: true, env: { ...keys, ...person } });
  project.write('orch.yaml', JSON.stringify({ agents: settings(model, programs()), ...more }));
  return { model, project };
};
