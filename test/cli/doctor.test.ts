import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentNamed, agentNames } from '../../src/agents/registry.ts';
import { againstTested } from '../../src/agents/version.ts';
import { runDoctor } from '../../src/cli/doctor.ts';
import type { Finding } from '../../src/cli/finding.ts';
import { listedModels, pricesOf } from '../../src/cost/catalogue.ts';

let project = '';

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'orch-doctor-'));
  await mkdir(join(project, '.orch'));
});

afterEach(() => rm(project, { recursive: true, force: true }));

const ioWith = (env: Readonly<Record<string, string>>) => {
  const said: string[] = [];
  const io = {
    out: (text: string) => said.push(text),
    err: () => {},
    cwd: project,
    env: { HOME: project, XDG_CONFIG_HOME: join(project, 'none'), PATH: join(project, 'bin'), ...env },
    color: false,
    terminal: false,
    now: () => 0,
  };
  return { io, said: () => said.join('') };
};

const findings = async (env: Readonly<Record<string, string>> = {}): Promise<readonly Finding[]> => {
  const { io, said } = ioWith(env);
  expect(await runDoctor({ json: true }, io)).toBe(0);
  return JSON.parse(said()) as readonly Finding[];
};

/** The line about one thing. */
const about = async (
  what: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finding | undefined> => (await findings(env)).find((each) => each.what === what);

/** A program in the project that prints this and ends so. */
const program = async (name: string, prints: string, code = 0): Promise<void> => {
  const file = join(project, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho '${prints}'\nexit ${code}\n`);
  await chmod(file, 0o755);
};

const codexTested = agentNamed('codex')?.detect.tested ?? '';

describe('what the doctor says of an agent', () => {
  it('that it is missing, and how to get it', async () => {
    expect(await about('codex')).toEqual({
      area: 'agents',
      what: 'codex',
      state: 'missing',
      detail: 'not on PATH',
      mend: agentNamed('codex')?.detect.install,
      agent: { path: null, version: null, tested: codexTested, signed_in: null },
    });
    expect(await about('demo')).toMatchObject({ state: 'ok', detail: 'comes with orch' });
  });

  it('its version, and what shows that you are signed in', async () => {
    await program('bin/codex', `codex-cli ${codexTested}`);
    expect(await about('codex', { OPENAI_API_KEY: 'x' })).toMatchObject({
      state: 'ok',
      detail: `${codexTested}; OPENAI_API_KEY is set`,
      mend: null,
      agent: { path: join(project, 'bin/codex'), version: codexTested, signed_in: true },
    });
    await mkdir(join(project, '.codex'));
    await writeFile(join(project, '.codex/auth.json'), '{}');
    expect((await about('codex'))?.detail).toContain(`signed in (${join(project, '.codex/auth.json')})`);
  });

  it('that nobody is signed in, and how to mend that', async () => {
    await program('bin/codex', `codex-cli ${codexTested}`);
    expect(await about('codex')).toMatchObject({
      state: 'limited',
      detail: `${codexTested}; not signed in`,
      mend: 'codex login, or set OPENAI_API_KEY',
    });
  });

  it.each([
    ['99.1.0', `99.1.0, newer than ${codexTested}, the one orch is tested with`],
    ['0.0.1', `0.0.1, older than ${codexTested}, the one orch is tested with`],
  ])('that its version %s is another than the tested one: said, not refused', async (version, detail) => {
    await program('bin/codex', `codex-cli ${version}`);
    expect(await about('codex', { OPENAI_API_KEY: 'x' })).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining(detail),
    });
  });

  it('that it does not run, or hides its version', async () => {
    await program('bin/codex', 'broken', 3);
    expect(await about('codex')).toMatchObject({
      state: 'limited',
      detail: expect.stringContaining('`codex --version` fails'),
    });
    await program('bin/codex', 'hello');
    expect((await about('codex', { OPENAI_API_KEY: 'x' }))?.detail).toContain('its version cannot be read');
  });

  it('where orch.yaml says that it lies, and which key orch.yaml gives it', async () => {
    await program('tools/codex', `codex-cli ${codexTested}`);
    await writeFile(
      join(project, 'orch.yaml'),
      'agents: {codex: {command: tools/codex, env: {OPENAI_API_KEY: x}}, claude: {command: tools/none}}',
    );
    expect((await about('codex'))?.agent).toMatchObject({
      path: join(project, 'tools/codex'),
      signed_in: true,
    });
    expect(await about('claude')).toMatchObject({
      state: 'missing',
      detail: '`tools/none` is not there, or may not be run',
      mend: 'mend `agents: claude: command` in orch.yaml',
    });
  });

  it('of your own whether it is there, without starting it', async () => {
    await program('mine', 'ran', 1);
    await writeFile(join(project, 'orch.yaml'), 'agents: {mine: {command: ./mine}, gone: {command: ./gone}}');
    expect(await about('mine')).toMatchObject({
      state: 'ok',
      detail: `your own (${join(project, 'mine')}): its state is seen on screen, its cost is unknown`,
    });
    expect(await about('gone')).toMatchObject({
      state: 'missing',
      detail: '`./gone` is not there, or may not be run',
      mend: 'mend `agents: gone: command` in orch.yaml',
    });
  });

  it('of every agent orch knows, each with a mend where something is wrong', async () => {
    const said = (await findings()).filter(({ area }) => area === 'agents');
    expect(said.map(({ what }) => what)).toEqual(agentNames);
    for (const { state, mend } of said) expect(state === 'ok' || (mend ?? '') !== '').toBe(true);
  });
});

describe('versions', () => {
  it.each([
    ['2.1.329', '2.1.329', 'same'],
    ['2.1.330', '2.1.329', 'newer'],
    ['2.10.0', '2.9.9', 'newer'],
    ['2.1', '2.1.1', 'older'],
    ['0.169.0-alpha.1', '0.169.0', 'older'],
    ['0.170.0-alpha.1', '0.169.0', 'newer'],
  ])('%s is to %s: %s', (version, tested, stands) => {
    expect(againstTested(version, tested)).toBe(stands);
  });
});

describe('what the doctor says of prices', () => {
  it('of which day they are, and how many', async () => {
    expect(await about('prices')).toMatchObject({
      state: 'ok',
      detail: `the price table of ${pricesOf} (${listedModels} models)`,
    });
  });

  it('and counts the own ones of the project', async () => {
    await writeFile(join(project, 'orch.yaml'), 'prices: {mine: {input: 3, output: 15}}');
    expect(await about('prices')).toMatchObject({
      state: 'ok',
      detail: `the price table of ${pricesOf} (${listedModels} models), after 1 of your own in orch.yaml`,
    });
  });

  it('and that they cannot be read', async () => {
    await writeFile(join(project, 'orch.yaml'), 'prices: {mine: {input: -3, output: 1}}');
    expect(await about('prices')).toMatchObject({ state: 'limited', mend: expect.stringContaining('mend') });
    expect(await about('orch.yaml')).toMatchObject({
      state: 'limited',
      detail: expect.stringMatching(/^orch\.yaml:1:\d+: `input` must be/),
    });
  });
});

it('says all of it in lines for people, each mend below what it mends', async () => {
  const { io, said } = ioWith({});
  await runDoctor({ json: false }, io);
  const lines = said().split('\n');
  expect(lines[0]).toBe('MACHINE');
  const at = lines.findIndex((line) => line.includes('✘ codex'));
  expect(lines[at]).toMatch(/not on PATH$/);
  expect(lines[at + 1]).toMatch(/^ +→ npm install/);
});
