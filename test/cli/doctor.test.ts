import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { listedModels, pricesOf } from '../../src/cost/catalogue.ts';

let project = '';

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'orch-doctor-'));
  await mkdir(join(project, '.orch'));
});

afterEach(() => rm(project, { recursive: true, force: true }));

/** The line about prices, and its mend. */
const aboutPrices = async (): Promise<unknown> => {
  let said = '';
  const io = {
    out: (text: string) => {
      said += text;
    },
    err: () => {},
    cwd: project,
    env: { XDG_CONFIG_HOME: join(project, 'none'), PATH: '' },
    color: false,
    terminal: false,
    now: () => 0,
  };
  await runDoctor({ json: true }, io);
  const findings: readonly { what: string }[] = JSON.parse(said);
  return findings.find(({ what }) => what === 'prices');
};

describe('orch doctor', () => {
  it('says of which day the prices are, and how many', async () => {
    expect(await aboutPrices()).toMatchObject({
      state: 'ok',
      detail: `the price table of ${pricesOf} (${listedModels} models)`,
    });
  });

  it('counts the own ones of the project', async () => {
    await writeFile(join(project, 'orch.yaml'), 'prices: {mine: {input: 3, output: 15}}');
    expect(await aboutPrices()).toMatchObject({
      state: 'ok',
      detail: `the price table of ${pricesOf} (${listedModels} models), after 1 of your own in orch.yaml`,
    });
  });

  it('says so when they cannot be read', async () => {
    await writeFile(join(project, 'orch.yaml'), 'prices: {mine: {input: -3}}');
    expect(await aboutPrices()).toMatchObject({ state: 'limited', mend: expect.stringContaining('mend') });
  });
});
