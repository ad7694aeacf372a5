import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { FakeModel } from '../fake-model/fake-model.ts';
import { type RealClis, realClis } from './real-clis.ts';

export type Cli = keyof RealClis;

/** A project and a home that nobody has used yet. */
export interface Place {
  readonly root: string;
  readonly home: string;
  readonly project: string;
}

export const newPlace = (): Place => {
  const root = fs.mkdtempSync(join(tmpdir(), 'orch-real-'));
  const place = { root, home: join(root, 'home'), project: join(root, 'project') };
  fs.mkdirSync(place.home);
  fs.mkdirSync(place.project);
  return place;
};

interface Launch {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Files below the home. */
  readonly files: Readonly<Record<string, string>>;
}

const claude = ({ urls }: FakeModel, prompt: string): Launch => ({
  args: ['-p', prompt, '--permission-mode', 'bypassPermissions', '--output-format', 'json'],
  env: {
    ANTHROPIC_BASE_URL: urls.anthropic,
    ANTHROPIC_API_KEY: 'sk-ant-dummy',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    IS_SANDBOX: '1',
  },
  files: {},
});

const codex = ({ urls }: FakeModel, prompt: string): Launch => ({
  args: ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--json', prompt],
  env: { FAKE_KEY: 'dummy' },
  files: {
    '.codex/config.toml': [
      'model = "gpt-5.1-codex"',
      'model_provider = "fake"',
      'check_for_update_on_startup = false',
      '[model_providers.fake]',
      'name = "fake"',
      `base_url = "${urls.openai}"`,
      'env_key = "FAKE_KEY"',
      'wire_api = "responses"',
    ].join('\n'),
  },
});

const gemini = ({ urls }: FakeModel, prompt: string): Launch => ({
  args: ['--skip-trust', '--yolo', '-m', 'gemini-2.5-pro', '-o', 'json', '-p', prompt],
  env: { GEMINI_API_KEY: 'dummy', GOOGLE_GEMINI_BASE_URL: urls.gemini },
  files: {
    '.gemini/settings.json': JSON.stringify({
      security: { auth: { selectedType: 'gemini-api-key' } },
      privacy: { usageStatisticsEnabled: false },
      general: { enableAutoUpdate: false },
    }),
  },
});

const opencode = ({ urls }: FakeModel, prompt: string): Launch => ({
  args: ['run', '--format', 'json', prompt],
  env: {
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_CONFIG_CONTENT: JSON.stringify({
      provider: {
        fake: {
          npm: '@ai-sdk/openai-compatible',
          name: 'Fake',
          options: { baseURL: urls.openai, apiKey: 'dummy' },
          models: { 'fake-1': { name: 'Fake 1' } },
        },
      },
      model: 'fake/fake-1',
      small_model: 'fake/fake-1',
      enabled_providers: ['fake'],
      autoupdate: false,
      share: 'disabled',
    }),
  },
  files: {},
});

// Whatever a CLI wants to fetch from elsewhere fails at once, through a proxy that is not there.
const nothingOutside = {
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '127.0.0.1,localhost',
};

const launches = { claude, codex, gemini, opencode };

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
}

/** Runs a real CLI without a terminal, in a home of its own, against the fake model, to its end. */
export const runHeadless = async (
  cli: Cli,
  { model, prompt, place }: { model: FakeModel; prompt: string; place: Place },
): Promise<Ended> => {
  const programs = await realClis();
  const { args, env, files } = launches[cli](model, prompt);
  for (const [path, text] of Object.entries(files)) {
    const full = join(place.home, path);
    fs.mkdirSync(join(full, '..'), { recursive: true });
    fs.writeFileSync(full, text);
  }
  const { PATH = '' } = process.env;
  const { exitCode, stdout } = await execa(programs[cli], args, {
    cwd: place.project,
    env: { PATH, HOME: place.home, TERM: 'xterm-256color', ...nothingOutside, ...env },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  });
  return { exitCode, stdout };
};
