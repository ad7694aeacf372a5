import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { pricesOf } from '../../src/cost/catalogue.ts';
import { checking } from './checking.ts';

const { check, write, path } = checking();

const workday = `date: 2025-11-18
max_cost_usd: 20
max_agents: 2
tasks:
  - id: task-001
    name: Create documentation
    description: Write it
    module: baptisms
    estimated_complexity: low
    deliverables: [docs/NEW_DOC.md, Updated docs/MODULE_REGISTRY.md]
  - id: task-002
    name: Rework the pagination of every list in the application
    description: Do it
    module: baptisms
    estimated_complexity: high
    model: opus
    context_files: [src/app/]
    deliverables: [docs/MODULE_REGISTRY.md]
  - id: task-003
    name: 名前が日本語でも表は崩れない
    description: Go on
    depends_on: [task-001, task-002]
    context_files: [docs/NEW_DOC.md]
    agent: [codex, claude]
    max_cost_usd: 4
    timeout: 30m
  - id: smoke
    name: Smoke test
    steps:
      - {skill: bash, args: [-c, "echo OK"], timeout: 30000}
  - id: deploy
    name: Deploy to production
    risk: high
    priority: urgent
    depends_on: smoke
    steps:
      - {skill: git, args: [push, --force, origin, main]}
`;

describe('orch check', () => {
  test('shows order, risk, forecast and overlaps on 80 columns', async () => {
    await write('tasks/2025-11-18.yaml', workday);
    const { out, err, code } = await check('tasks/2025-11-18.yaml');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out.replace(pricesOf, '2025-11-01')).toMatchInlineSnapshot(`
      "tasks/2025-11-18.yaml · Tuesday 18 November 2025
      5 tasks · at most 2 agents at a time · cost cap $20.00

      Order
        1  task-001  Create documentation          claude           3–15m   $0.20–1.20
        2  task-002  Rework the pagination of ev…  claude·opus  25m–1h40m  $2.50–15.00
        3  smoke     Smoke test                    steps            2–30s         free
        4  deploy    Deploy to production          steps            2s–2m         free
                     urgent priority · after smoke
        5  task-003  名前が日本語でも表は崩れない  codex           10–30m   $0.80–4.00
                     cap $4.00 · at most 30m · after task-001, task-002

      Risk (0 to 100; from 60 on a person approves)
        100  deploy  ! dangerous: needs your approval
             declared high +60,
             dangerous: pushes by force to main or master in step 1 +70,
             git push in step 1 +20, force flag in step 1 +30, urgent +15
         10  task-001, task-002, smoke, task-003
             declared low +10

      Agents (\`orch doctor\` says how to mend it)
        ! codex is not signed in: claude takes task-003

      Forecast
        cost      about $8.50, from $3.50 to $20.20
        cap       ! $20.00 may be reached
        time      about 1h10m, from 35m to 2h10m, not counting waits for you
        rests on  assumptions (it learns from every finished task)
        prices    of 2025-11-01, where an agent states no cost itself

      Overlaps (may run at the same time on the same thing)
        task-001, task-002
             docs/MODULE_REGISTRY.md, module baptisms

      Nothing was started. \`orch start tasks/2025-11-18.yaml\` starts it.
      "
    `);
    for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('says the same in colour', async () => {
    await write('tasks/2025-11-18.yaml', workday);
    const plain = await check('tasks/2025-11-18.yaml');
    const colored = await check('tasks/2025-11-18.yaml', { color: true });
    expect(colored.out).not.toBe(plain.out);
    expect(colored.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
  });

  test('gives the same as data', async () => {
    await write('tasks/2025-11-18.yaml', workday);
    const { out, code } = await check('tasks/2025-11-18.yaml', { json: true });
    const data = JSON.parse(out);
    expect(code).toBe(0);
    expect(data).toMatchObject({
      ok: true,
      file: 'tasks/2025-11-18.yaml',
      date: '2025-11-18',
      caps: { max_agents: 2, max_cost_usd: 20 },
      forecast: { cap: 'may', from_history: 0, from_assumptions: 5 },
      overlaps: [
        { kind: 'deliverable', what: 'docs/MODULE_REGISTRY.md', tasks: ['task-001', 'task-002'] },
        { kind: 'module', what: 'baptisms', tasks: ['task-001', 'task-002'] },
      ],
    });
    expect(data.order.map((task: { id: string }) => task.id)).toEqual([
      'task-001',
      'task-002',
      'smoke',
      'deploy',
      'task-003',
    ]);
    expect(data.order[3]).toMatchObject({
      waits_for: ['smoke'],
      risk: { score: 100, dangerous: true, needs_approval: true },
    });
  });

  test('rests on earlier runs as they come in', async () => {
    await write('tasks/2025-11-18.yaml', workday);
    const history = Array.from({ length: 4 }, (_, i) => ({
      complexity: 'low' as const,
      agent: 'claude',
      module: null,
      usd: 0.25 + i / 4,
      duration_ms: (i + 4) * 60_000,
    }));
    const { out } = await check('tasks/2025-11-18.yaml', { history });
    expect(out).toContain('4–7m   $0.25–1.00');
    expect(out).toContain('rests on  4 runs of low claude tasks for 1,');
  });

  test('finds the file of the day, and the project from a folder inside it', async () => {
    await write('tasks/2025-11-18.yaml', 'tasks: [{id: a, name: A, description: d}]');
    expect((await check(null)).out).toContain('tasks/2025-11-18.yaml · Tuesday 18 November 2025');
    await write('tasks/today.yaml', 'date: 2025-11-19\ntasks: [{id: a, name: A, description: d}]');
    expect((await check(null)).out).toContain('tasks/today.yaml · Wednesday 19 November 2025');
    const inside = await check('../tasks/today.yaml', { cwd: path('src') });
    expect(inside.out).toContain('tasks/today.yaml');
  });

  test('fits any day on 80 columns', async () => {
    const tasks = Array.from(
      { length: 120 },
      (_, i) =>
        `  - {id: task-number-${i}-of-very-many-tasks, name: ${'long name '.repeat(20)}, description: d, module: m${i % 2}, agent: opencode, model: a-very-long-model-name-indeed, estimated_complexity: high, deliverables: [some/long/path/file-${i % 7}.md], depends_on: [${i > 10 ? `task-number-${i - 9}-of-very-many-tasks, task-number-${i - 8}-of-very-many-tasks` : ''}]}`,
    );
    await write('tasks/big.yaml', `tasks:\n${tasks.join('\n')}\n`);
    const { out } = await check('tasks/big.yaml');
    for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(out.split('\n').length).toBeLessThan(700);
  });
});

describe('orch check of what is wrong', () => {
  test('shows every mistake on stderr and ends with 2', async () => {
    await write('tasks/x.yaml', 'taks: []\n');
    expect(await check('tasks/x.yaml')).toEqual({
      code: 2,
      out: '',
      err: [
        'tasks/x.yaml:1:1: unknown key `taks` in a day',
        '  1 │ taks: []',
        '    │ ^^^^',
        '    ╰ did you mean `tasks`?',
        '',
        '1 mistake',
        '',
      ].join('\n'),
    });
  });

  test('gives the mistakes as data', async () => {
    await write('tasks/x.yaml', 'taks: []\n');
    const { out, err, code } = await check('tasks/x.yaml', { json: true });
    expect({ err, code }).toEqual({ err: '', code: 2 });
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      file: 'tasks/x.yaml',
      error: { code: 'taskfile.invalid', where: 'tasks/x.yaml:1:1' },
      mistakes: [{ line: 1, column: 1, length: 4, hint: 'did you mean `tasks`?' }],
    });
  });

  test('is one line for a file that is not there', async () => {
    await write('tasks/2025-11-18.yaml', workday);
    expect(await check('tasks/2025-11-19.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'orch: tasks/2025-11-19.yaml: there is no such task file (did you mean tasks/2025-11-18.yaml?)\n',
    });
  });

  test('names orch.yaml when the mistake is there', async () => {
    await write('orch.yaml', 'max_agents: many\n');
    await write('tasks/x.yaml', workday);
    const { err, code } = await check('tasks/x.yaml');
    expect(code).toBe(2);
    expect(err).toContain('orch.yaml:1:13: `max_agents` must be a whole number from 1 to 64, found "many"');
  });
});
