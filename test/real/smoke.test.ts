import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeModel } from '../fake-model/fake-model.ts';
import type { Step } from '../fake-model/script.ts';
import { type Cli, newPlace, type Place, runHeadless } from './headless.ts';
import { INSTALL_MS, realClis } from './real-clis.ts';
import { statedUsage } from './stated-usage.ts';

const clis: readonly Cli[] = ['claude', 'codex', 'gemini', 'opencode'];

beforeAll(realClis, INSTALL_MS);

let model: FakeModel;
let place: Place;
beforeEach(async () => {
  model = await FakeModel.start();
  place = newPlace();
});
afterEach(async () => {
  await model.close();
  rmSync(place.root, { recursive: true, force: true });
});

const run = (cli: Cli, steps: readonly Step[]) => {
  model.script('WORK', steps);
  return runHeadless(cli, { model, prompt: 'Do the work. [[WORK]]', place });
};

describe.each(clis)('the real %s', { timeout: 120_000 }, (cli) => {
  test('does what the model calls for, says what it says, and counts what it is billed', async () => {
    const { exitCode, stdout } = await run(cli, [
      {
        says: 'First a file.',
        calls: [{ run: 'echo made by the agent > made.txt' }],
        usage: { input: 1200, output: 34, cache_read: 5000, cache_write: 600 },
      },
      { thinks: 'It is there.', says: 'The file is made.', usage: { input: 40, output: 11, thoughts: 7 } },
    ]);
    expect(stdout).toContain('The file is made.');
    expect(exitCode).toBe(0);
    expect(readFileSync(join(place.project, 'made.txt'), 'utf8')).toBe('made by the agent\n');
    const { ledger } = model;
    expect(ledger.timeline.map(({ turn, last }) => [turn, last])).toEqual([
      [0, false],
      [1, true],
    ]);
    expect(statedUsage(cli, stdout)).toEqual(ledger.tokens(({ asked }) => !asked.background));
  });

  test('comes through an overloaded model, and only the answer is billed', async () => {
    const { stdout } = await run(cli, [{ says: 'At last.', fault: { kind: 'overloaded', times: 1 } }]);
    expect(stdout).toContain('At last.');
    const { ledger } = model;
    const tried = ledger.entries.filter(({ script }) => script === 'WORK');
    expect(tried.map(({ outcome }) => outcome)).toEqual(['refused', 'billed']);
  });

  test('hands a part on to a subagent, which is asked by a script of its own', async () => {
    model.script('PART', [
      ({ tools }) =>
        tools.some(({ name }) => name === 'complete_task')
          ? { calls: [{ name: 'complete_task', input: { result: { response: 'The part is made.' } } }] }
          : { says: 'The part is made.' },
    ]);
    await run(cli, [
      { calls: [{ delegate: 'Make a part. [[PART]]' }] },
      async () => {
        const part = await model.answered(({ script }) => script === 'PART');
        return { says: `The part is ${part.outcome}.` };
      },
    ]);
    const { ledger } = model;
    expect(ledger.billed(({ script }) => script === 'PART')).toHaveLength(1);
    expect(ledger.billed(({ script, turn }) => script === 'WORK' && turn === 1)).toHaveLength(1);
  });
});
