import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type ReviewWish, reviewMoments } from '../../src/domain/review.ts';
import type { Acceptance, DayFile, TaskSpec } from '../../src/domain/task.ts';
import { parseDay } from '../../src/taskfile/day.ts';
import { deliverableOf } from '../../src/taskfile/deliverable.ts';
import { context } from '../fixtures/day-files.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.md`);
const sentence = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[\p{C}\p{Z}]/gu, ' ').trim())
  .filter((text) => text !== '');
const prose = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const money = fc.option(fc.integer({ min: 1, max: 5000 }).map((cents) => cents / 100));
const level = fc.constantFrom('low' as const, 'medium' as const, 'high' as const);

const acceptance: fc.Arbitrary<Acceptance> = fc.oneof(
  sentence.map((text) => ({ kind: 'sentence' as const, text })),
  sentence.map((command) => ({ kind: 'run' as const, command })),
  path.map((each) => ({ kind: 'file' as const, path: each })),
  word.map((regex) => ({ kind: 'output' as const, regex })),
);

const step = fc.record({
  skill: fc.constantFrom('bash', 'node', 'git', 'my_skill'),
  args: fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), { maxLength: 4 }),
  timeout_ms: fc.integer({ min: 1, max: 600_000 }),
  optional: fc.boolean(),
});

const agents = fc.uniqueArray(fc.constantFrom('claude', 'codex', 'gemini', 'opencode'), {
  minLength: 1,
  maxLength: 3,
});

const review: fc.Arbitrary<ReviewWish> = fc.record({
  by: agents,
  model: fc.option(word),
  at: fc.subarray([...reviewMoments], { minLength: 1 }),
  rounds: fc.integer({ min: 1, max: 10 }),
  max_cost_usd: money,
});

const taskAt = (index: number): fc.Arbitrary<TaskSpec> =>
  fc
    .record({
      id: word.map((id) => `${id}-${index}`),
      name: sentence,
      description: prose,
      module: fc.option(sentence),
      complexity: level,
      context_files: fc.array(path, { maxLength: 3 }),
      deliverables: fc.array(
        fc
          .oneof(
            path,
            path.map((each) => `Updated ${each}`),
          )
          .map(deliverableOf),
        { maxLength: 3 },
      ),
      agents,
      model: fc.option(word),
      depends_on: fc.constant([] as string[]),
      priority: fc.oneof(level, fc.constant('urgent' as const)),
      risk: level,
      max_cost_usd: money,
      max_tokens: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
      timeout_ms: fc.option(fc.integer({ min: 1, max: 600_000 }).map((s) => s * 1000)),
      retries: fc.nat(10),
      isolation: fc.option(fc.constantFrom('worktree' as const, 'shared' as const)),
      acceptance: fc.array(acceptance, { maxLength: 4 }),
      memory: fc.option(fc.record({ kind: word, text: prose })),
      notify: fc.option(fc.record({ channels: fc.array(word, { maxLength: 2 }), level: word })),
      env: fc.dictionary(
        fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/),
        fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
      ),
      steps: fc.array(step, { maxLength: 3 }),
      demo: fc.constant([]),
      review: fc.option(review),
    })
    .map(({ review: wish, ...task }) => ({
      ...task,
      ...(task.steps.length === 0 ? {} : { agents: ['steps'] }),
      ...(wish === null ? {} : { review: wish }),
    }));

const tasks = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => taskAt(index))))
  .chain((all) =>
    fc.tuple(fc.constant(all), fc.array(fc.nat(100), { minLength: all.length, maxLength: all.length })),
  )
  .map(([all, picks]) =>
    // Each task may wait for one before it: never a circle.
    all.map((task, index) => {
      const earlier = all[(picks[index] ?? 0) % (index + 1)];
      return earlier === undefined || earlier === task ? task : { ...task, depends_on: [earlier.id] };
    }),
  );

const day: fc.Arbitrary<DayFile> = fc.record({
  date: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  max_cost_usd: money,
  max_agents: fc.option(fc.integer({ min: 1, max: 64 })),
  tasks,
});

const checkAsWritten = (check: Acceptance): unknown => {
  switch (check.kind) {
    case 'sentence':
      return check.text;
    case 'run':
      return { run: check.command };
    case 'file':
      return { file: check.path };
    case 'output':
      return { output: check.regex };
  }
};

/** Everywhere null means: not said. */
const said = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const taskAsWritten = (task: TaskSpec): Record<string, unknown> => {
  const {
    complexity,
    agents: all,
    timeout_ms,
    deliverables,
    acceptance: checks,
    steps,
    demo: _,
    review: wish,
    ...rest
  } = task;
  const written = {
    ...rest,
    estimated_complexity: complexity,
    agent: all,
    timeout: timeout_ms === null ? null : `${timeout_ms / 1000}s`,
    deliverables: deliverables.map((each) => each.text),
    acceptance: checks.map(checkAsWritten),
    ...(steps.length === 0
      ? {}
      : { steps: steps.map(({ timeout_ms: timeout, ...each }) => ({ ...each, timeout })) }),
  };
  return said({ ...written, review: wish === undefined ? null : said(wish) });
};

const asWritten = ({ date, max_cost_usd, max_agents, tasks: all }: DayFile): Record<string, unknown> => ({
  date,
  ...(max_cost_usd === null ? {} : { max_cost_usd }),
  ...(max_agents === null ? {} : { max_agents }),
  tasks: all.map(taskAsWritten),
});

test('every valid day, written as YAML or JSON, is read as it was', () => {
  fc.assert(
    fc.property(day, fc.boolean(), (expected, asJson) => {
      const text = asJson ? JSON.stringify(asWritten(expected), null, 2) : stringify(asWritten(expected));
      expect(parseDay(text, context)).toEqual({ ok: true, value: expected });
    }),
    // A day has some forty fields to draw: more than this, over many runs of the tests, finds no more.
    { numRuns: 80 },
  );
});
