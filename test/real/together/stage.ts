import { afterEach, beforeAll, vi } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import { newProject } from '../../e2e/story.ts';
import { FakeModel } from '../../fake-model/fake-model.ts';
import type { Call, Scripts } from '../../fake-model/script.ts';
import { INSTALL_MS, type RealClis, realClis } from '../real-clis.ts';

// Several real CLIs in one story: each takes its seconds to start.
vi.setConfig({ testTimeout: 100_000, hookTimeout: 120_000 });

let clis: RealClis | null = null;
beforeAll(async () => {
  clis = await realClis();
}, INSTALL_MS);

const models: FakeModel[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});

const settings = (model: FakeModel, programs: RealClis) => ({
  claude: {
    command: programs.claude,
    env: { ANTHROPIC_BASE_URL: model.urls.anthropic, CLAUDE_CODE_MAX_RETRIES: '1' },
  },
  codex: { command: programs.codex, model: 'gpt-6-sol', env: { OPENAI_BASE_URL: model.urls.openai } },
  gemini: {
    command: programs.gemini,
    model: 'gemini-2.5-pro',
    env: { GOOGLE_GEMINI_BASE_URL: model.urls.gemini },
  },
});

export interface Stage {
  readonly model: FakeModel;
  readonly project: Project;
}

/** A person signed in to several agents, all of which talk to one scripted model. */
export const manyAgents = async (
  scripts: Scripts,
  { person = {}, more = {} }: { person?: Record<string, string>; more?: object } = {},
): Promise<Stage> => {
  if (clis === null) throw new Error('the CLIs are not installed yet');
  const model = await FakeModel.start({ scripts });
  models.push(model);
  const keys = {
    ANTHROPIC_API_KEY: 'sk-ant-a-key-that-opens-nothing-0123456789',
    OPENAI_API_KEY: 'sk-of-a-test',
    GEMINI_API_KEY: 'of-a-test',
  };
  const project = newProject({ git: true, env: { ...keys, ...person } });
  project.write('orch.yaml', JSON.stringify({ agents: settings(model, clis), ...more }));
  return { model, project };
};

/** A shell command in the code Codex's newer models write. */
export const codexShell = (cmd: string): Call => ({
  name: 'exec',
  freeform: `const done = await tools.exec_command(${JSON.stringify({ cmd })});\ntext(done.output);\n`,
});
