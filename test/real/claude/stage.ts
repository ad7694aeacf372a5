import { expect } from 'vitest';
import { claude } from '../../../src/agents/claude/claude.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { newProject } from '../../e2e/story.ts';
import type { Scripts } from '../../fake-model/script.ts';
import type { Actor } from '../common/actor.ts';
import { programs, type Stage, scriptedModel, taskOf } from '../stage.ts';

export const KEY = 'sk-ant-a-key-that-opens-nothing-0123456789';

interface Staging {
  /** Settings of orch.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The person's environment. */
  readonly person?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A person's git project whose Claude Code talks to a scripted model. */
export const claudeProject = async (scripts: Scripts, staging: Staging = {}): Promise<Stage> => {
  const model = await scriptedModel(scripts);
  const project = newProject({ git: true, env: staging.person ?? { ANTHROPIC_API_KEY: KEY } });
  const env = { ANTHROPIC_BASE_URL: model.urls.anthropic, CLAUDE_CODE_MAX_RETRIES: '1', ...staging.env };
  project.write(
    'orch.yaml',
    JSON.stringify({ agents: { claude: { command: programs().claude, env } }, ...staging.settings }),
  );
  return { model, project };
};

/** A task of Claude Code's that plays the script of this name. */
export const task = taskOf('claude');

/** Claude's own sum differs in nothing from what was counted by the price table. */
export const expectSameSum = (day: RunningDay): void => {
  const corrections = day.all('session.cost').map(({ usd }) => Math.round(usd * 1e6) / 1e6);
  expect(corrections).toEqual(corrections.map(() => 0));
};

export const actor: Actor = {
  name: 'Claude Code',
  agent: claude,
  stage: claudeProject,
  task,
  writes: (word) => ({ run: `echo ${word} > ${word}.txt`, why: 'Write it' }),
};
