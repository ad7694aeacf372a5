import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, vi } from 'vitest';
import { addTokens, noTokens, type Price } from '../../../src/domain/money.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { newProject } from '../../e2e/story.ts';
import type { FakeModel } from '../../fake-model/fake-model.ts';
import type { Scripts } from '../../fake-model/script.ts';
import { programs, type Stage, scriptedModel, taskOf } from '../stage.ts';

// OpenCode takes ten seconds of a processor before its first word, and a story may start it three times.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

export const MODEL = 'claude-sonnet-4-5';
/** USD per million tokens, as OpenCode's own list has them. */
export const PRICES: Readonly<Record<string, Price>> = {
  [MODEL]: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 },
};

export interface OpenCodeStage extends Stage {
  /** Writes a file of the person's own home. */
  readonly home: (file: string, text: string) => void;
}

interface Staging {
  /** OpenCode's options of the provider, such as how long it waits for a stream. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** False: the person has keys in their environment, and nothing else. */
  readonly configured?: boolean;
  /** The model, as OpenCode names it. */
  readonly use?: string;
}

/** A person's git project, and an OpenCode of theirs that is set up for a scripted model. */
export const openCodeProject = async (scripts: Scripts, staging: Staging = {}): Promise<OpenCodeStage> => {
  const { options, configured = true, use = `anthropic/${MODEL}` } = staging;
  const model = await scriptedModel(scripts);
  const person = {
    ANTHROPIC_API_KEY: 'sk-of-a-test',
    OPENAI_API_KEY: 'sk-of-a-test',
    OPENAI_BASE_URL: model.urls.openai,
  };
  const project = newProject({ git: true, env: person });
  const home = (file: string, text: string): void => {
    const path = join(project.env.HOME ?? '', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const anthropic = { options: { baseURL: `${model.urls.anthropic}/v1`, ...options } };
  if (configured) home('.config/opencode/opencode.json', JSON.stringify({ provider: { anthropic } }));
  const env = { OPENCODE_DISABLE_MODELS_FETCH: '1' };
  project.write(
    'orch.yaml',
    JSON.stringify({ agents: { opencode: { command: programs().opencode, model: use, env } } }),
  );
  return { model, project, home };
};

/** A task of OpenCode's that plays the script of this name. */
export const task = taskOf('opencode');

/** What orch counted is what the model billed: to the token, to the cent, and nothing behind the person's back. */
export const expectSameMoney = (day: RunningDay, model: FakeModel): void => {
  const told = day.all('session.usage');
  const tokens = told.reduce((sum, each) => addTokens(sum, each.tokens), noTokens);
  expect(tokens).toEqual(model.ledger.tokens());
  const usd = told.reduce((sum, each) => sum + (each.usd ?? Number.NaN), 0);
  expect(usd).toBeCloseTo(model.ledger.usd(PRICES), 9);
  expect(model.ledger.entries.filter(({ asked }) => asked.background)).toEqual([]);
};
