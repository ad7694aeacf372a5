import { describe, expect, test } from 'vitest';
import { inTask, said } from '../fixtures/day-files.ts';

describe('unknown words get the nearest known one', () => {
  test.each([
    ['nmae: x', 'unknown key `nmae` in a task (did you mean `name`?)'],
    ['dependsOn: x', 'unknown key `dependsOn` in a task (did you mean `depends_on`?)'],
    ['title: x', 'unknown key `title` in a task (did you mean `name`?)'],
    ['complexity: low', 'unknown key `complexity` in a task (did you mean `estimated_complexity`?)'],
    [
      'max_agents: 2',
      'unknown key `max_agents` in a task (it belongs at the top of the file, not in a task)',
    ],
    [
      'agent: cluade',
      '`agent` must be `claude`, `codex`, `gemini`, `opencode`, `steps` or `demo`, found "cluade" (did you mean `claude`?)',
    ],
    [
      'priority: hihg',
      '`priority` must be `low`, `medium`, `high` or `urgent`, found "hihg" (did you mean `high`?)',
    ],
    [
      'isolation: worktre',
      '`isolation` must be `worktree` or `shared`, found "worktre" (did you mean `worktree`?)',
    ],
    ['acceptance: [{runs: x}]', 'unknown key `runs` in a check (did you mean `run`?)'],
    ['steps: [{skil: bash}]', 'unknown key `skil` in a step (did you mean `skill`?)'],
  ])('%s', (line, message) => {
    expect(said(inTask(line))[0]).toMatch(message);
  });

  test('a misspelt key is not missing as well', () => {
    expect(said('tasks: [{id: a, nmae: A, description: d}]')).toHaveLength(1);
  });

  test('a dependency on nobody names the nearest id', () => {
    const text =
      'tasks:\n- {id: task-001, name: A, description: d}\n- {id: b, name: B, description: d, depends_on: [tsk-001]}';
    expect(said(text)).toEqual(['3:49: no task has the id `tsk-001` (did you mean `task-001`?)']);
  });
});

describe('a wrong type says what was expected and what stands there', () => {
  test.each([
    [
      'max_cost_usd: fifty',
      '`max_cost_usd` must be an amount of USD above 0 and at most 100,000, found "fifty"',
    ],
    ['max_cost_usd: 0', '`max_cost_usd` must be an amount of USD above 0 and at most 100,000, found `0`'],
    ['max_cost_usd:', '`max_cost_usd` must be an amount of USD above 0 and at most 100,000, found nothing'],
    [
      'max_cost_usd: .nan',
      '`max_cost_usd` must be an amount of USD above 0 and at most 100,000, found `.nan`',
    ],
    ['max_tokens: 1e12', '`max_tokens` must be a whole number from 1 to 1,000,000,000, found `1e12`'],
    ['retries: 1.5', '`retries` must be a whole number from 0 to 10, found `1.5`'],
    [
      'timeout: 45',
      '`timeout` must be a duration from 1s to 168h such as `45m`, `90s` or `1h30m`, found `45` (add a unit: `45m`)',
    ],
    ['timeout: 200h', '`timeout` must be a duration from 1s to 168h'],
    [
      'context_files: a.md',
      '`context_files` must be a list of paths, found "a.md" (begin each item with `- `)',
    ],
    ['deliverables: [[a]]', 'item 1 of `deliverables` must be text, found a list'],
    ['module: 5', '`module` must be text, found `5` (in quotes it is text: "5")'],
    ['env: [a]', '`env` must be a mapping (`key: value`), found a list'],
    ['env: {"A B": 1}', 'a key in `env` must be the name of an environment variable'],
    [
      'acceptance: [5]',
      'item 1 of `acceptance` must be a sentence, `{run: …}`, `{file: …}` or `{output: …}`, found `5`',
    ],
    [
      'acceptance: [{run: x, file: y}]',
      'item 1 of `acceptance` must hold exactly one of `run`, `file` or `output`',
    ],
    ['acceptance: [{output: "("}]', '`output` is not a regular expression: unterminated group'],
    [
      'steps: [{skill: bash, optional: yes}]',
      '`optional` must be `true` or `false`, found "yes" (did you mean `true`?)',
    ],
    [
      'steps: [{skill: bash, timeout: 0}]',
      '`timeout` must be a number of milliseconds from 1 to 604,800,000, found `0`',
    ],
    ['steps: [{skill: ../bash}]', '`skill` is not a skill name'],
    ['demo: [say]', 'item 1 of `demo` must be a mapping with the key `do`'],
    [
      'demo: [{do: say, x: {a: 1}}]',
      '`x` must be text, a number, true, false or a list of text, found a mapping',
    ],
  ])('%s', (line, message) => {
    expect(said(inTask(line)).some((each) => each.includes(message))).toBe(true);
  });
});

describe('a task as a whole', () => {
  test.each([
    ['tasks: [{id: a, name: A}]', 'a task needs `description`'],
    ['tasks: [{id: a, name: A, agent: steps, description: d}]', 'the agent `steps` needs `steps`'],
    [
      'tasks: [{id: a, name: A, agent: claude, steps: [{skill: bash}]}]',
      'only the agent `steps` runs `steps`',
    ],
    ['tasks: [{id: a, name: A, agent: claude, demo: [{do: say}]}]', 'only the agent `demo` plays `demo`'],
    [
      'tasks: [{id: a, name: A, steps: [{skill: bash}], demo: [{do: say}]}]',
      'either `steps` or `demo`, not both',
    ],
  ])('%s', (text, message) => {
    expect(said(text)).toHaveLength(1);
    expect(said(text)[0]).toContain(message);
  });
});
