import { describe, expect, test } from 'vitest';
import type { DayFile, TaskSpec } from '../../src/domain/task.ts';
import { parseDay } from '../../src/taskfile/day.ts';
import { context, fullDay, weeklyReview } from '../fixtures/day-files.ts';

const read = (text: string | Uint8Array): DayFile => {
  const parsed = parseDay(text, context);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes, null, 1));
  return parsed.value;
};

const firstTask = (text: string): TaskSpec => {
  const [task] = read(text).tasks;
  if (task === undefined) throw new Error('no task');
  return task;
};

const withTask = (lines: string): TaskSpec => firstTask(`tasks:\n  - id: a\n    name: A\n${lines}`);

describe('a day file', () => {
  test('is read as the documentation writes it', () => {
    expect(read(fullDay)).toEqual({
      date: '2025-11-18',
      max_cost_usd: 50,
      max_agents: null,
      tasks: [
        {
          id: 'task-001',
          name: 'Create documentation',
          description: 'Multi-line description\nwith details',
          module: 'baptisms',
          complexity: 'low',
          context_files: ['CLAUDE.md', 'docs/TESTING_GUIDE.md', 'src/app/(main)/baptisms/'],
          deliverables: [
            { text: 'docs/NEW_DOC.md', path: 'docs/NEW_DOC.md' },
            { text: 'Updated docs/MODULE_REGISTRY.md', path: 'docs/MODULE_REGISTRY.md' },
          ],
          agents: ['claude'],
          model: null,
          depends_on: [],
          priority: 'high',
          risk: 'low',
          max_cost_usd: null,
          max_tokens: null,
          timeout_ms: null,
          retries: 1,
          isolation: null,
          acceptance: [],
          memory: null,
          notify: null,
          env: {},
          steps: [],
          demo: [],
        },
      ],
    });
  });

  test('without a date is about today', () => {
    expect(read('tasks: [{id: a, name: A, description: d}]').date).toBe('2025-11-21');
  });

  test('may begin with a byte order mark and end its lines as Windows does', () => {
    const windows = `\uFEFF${fullDay.replaceAll('\n', '\r\n')}`;
    expect(read(windows)).toEqual(read(fullDay));
    expect(read(new TextEncoder().encode(windows))).toEqual(read(fullDay));
  });

  test('takes everything a task may say', () => {
    const task = withTask(`
    description: d
    agent: [codex, claude]
    model: gpt-5
    depends_on: b
    priority: urgent
    risk: high
    max_cost_usd: 2.5
    max_tokens: 200000
    timeout: 1h30m
    retries: 3
    isolation: shared
    acceptance:
      - Reads well
      - {run: npm test}
      - {file: docs/a.md}
      - {output: 'PASS \\d+'}
    memory: {text: It worked}
    notify: {channels: general}
    env: {PORT: 8080, DEBUG: true, EMPTY: ""}
  - {id: b, name: B, description: d}`);
    expect(task).toMatchObject({
      agents: ['codex', 'claude'],
      model: 'gpt-5',
      depends_on: ['b'],
      priority: 'urgent',
      risk: 'high',
      max_cost_usd: 2.5,
      max_tokens: 200_000,
      timeout_ms: 90 * 60_000,
      retries: 3,
      isolation: 'shared',
      acceptance: [
        { kind: 'sentence', text: 'Reads well' },
        { kind: 'run', command: 'npm test' },
        { kind: 'file', path: 'docs/a.md' },
        { kind: 'output', regex: 'PASS \\d+' },
      ],
      memory: { kind: 'solution', text: 'It worked' },
      notify: { channels: ['general'], level: 'info' },
      env: { PORT: '8080', DEBUG: 'true', EMPTY: '' },
    });
  });

  test('keeps an id as it is written, also where YAML sees a number', () => {
    const day = read(
      'tasks:\n- {id: 001, name: A, description: d}\n- {id: 2, name: B, description: d, depends_on: 001}',
    );
    expect(day.tasks.map((task) => task.id)).toEqual(['001', '2']);
    expect(day.tasks[1]?.depends_on).toEqual(['001']);
  });

  test('lets defaults speak for tasks that say nothing', () => {
    const day = read(`
priority: low
defaults: {agent: codex, timeout: 45m, retries: 2, env: {A: 1, B: 2}, risk: medium}
tasks:
  - {id: a, name: A, description: d}
  - {id: b, name: B, description: d, agent: gemini, priority: high, env: {B: 3}, retries: 0}
`);
    expect(day.tasks[0]).toMatchObject({
      agents: ['codex'],
      timeout_ms: 2_700_000,
      retries: 2,
      priority: 'low',
    });
    expect(day.tasks[1]).toMatchObject({
      agents: ['gemini'],
      retries: 0,
      priority: 'high',
      env: { A: '1', B: '3' },
    });
    expect(day.tasks.map((task) => task.risk)).toEqual(['medium', 'medium']);
  });

  test('gives steps to the steps agent, once, and a demo script to the demo agent', () => {
    const steps = withTask(
      '    steps:\n      - {skill: bash, args: [-c, "echo 1", 5]}\n      - {skill: git, timeout: 30s}',
    );
    expect(steps).toMatchObject({ agents: ['steps'], retries: 0 });
    expect(steps.steps).toEqual([
      { skill: 'bash', args: ['-c', 'echo 1', '5'], timeout_ms: 120_000, optional: false },
      { skill: 'git', args: [], timeout_ms: 30_000, optional: false },
    ]);
    const demo = withTask('    demo:\n      - {do: say, text: Hi, seconds: 2, loud: true, options: [a, b]}');
    expect(demo).toMatchObject({ agents: ['demo'], retries: 1 });
    expect(demo.demo).toEqual([{ do: 'say', text: 'Hi', seconds: 2, loud: true, options: ['a', 'b'] }]);
  });

  test('takes lists whose items are all commented out as empty', () => {
    expect(withTask('    description: d\n    context_files:\n    #  - x\n    env:')).toMatchObject({
      context_files: [],
      env: {},
    });
  });

  test('shares what an alias names', () => {
    const day = read(
      'tasks:\n- {id: a, name: A, description: &d Same, env: &e {X: 1}}\n- {id: b, name: B, description: *d, env: *e}',
    );
    expect(day.tasks[1]).toMatchObject({ description: 'Same', env: { X: '1' } });
  });

  test('knows the agents that the settings name', () => {
    const settings = {
      ...context.settings,
      agents: { mine: { command: './mine', args: [], env: {}, model: null } },
      agent: 'mine',
    };
    const parsed = parseDay('tasks: [{id: a, name: A, description: d}]', { ...context, settings });
    expect(parsed.ok && parsed.value.tasks[0]?.agents).toEqual(['mine']);
  });

  test('of a thousand tasks in a chain is read in well under a second', () => {
    const tasks = Array.from(
      { length: 1000 },
      (_, i) => `  - {id: t${i}, name: n, description: d, depends_on: [${i > 0 ? `t${i - 1}` : ''}]}`,
    );
    const started = performance.now();
    expect(read(`tasks:\n${tasks.join('\n')}`).tasks).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('a delegated task', () => {
  test('is a day of one task for the steps agent', () => {
    const day = read(weeklyReview);
    expect(day).toMatchObject({ date: '2025-11-21', max_cost_usd: null, max_agents: null });
    expect(day.tasks).toHaveLength(1);
    expect(day.tasks[0]).toMatchObject({
      id: 'tsk_weekly_review',
      name: 'Weekly Self-Review & Report Generation',
      agents: ['steps'],
      priority: 'medium',
      risk: 'low',
      retries: 0,
      steps: [
        { skill: 'self_review', args: ['--days=7'], timeout_ms: 30_000, optional: false },
        { skill: 'ops_atomic', args: [], timeout_ms: 30_000, optional: true },
        { skill: 'bash', args: ['-c', "echo 'Review completed'"], timeout_ms: 120_000, optional: false },
      ],
      acceptance: [
        { kind: 'sentence', text: 'Report file exists under g/reports/self_review_*.md' },
        { kind: 'sentence', text: 'OPS_SUMMARY.json updated' },
      ],
      memory: { kind: 'plan', text: 'Weekly self-review executed successfully' },
      notify: { channels: ['general'], level: 'info' },
    });
  });

  test('is of medium risk unless it says otherwise, and may leave out args', () => {
    const task = firstTask(
      '{"id": "t", "title": "T", "skills": ["ops_atomic"], "steps": [{"skill": "ops_atomic"}]}',
    );
    expect(task).toMatchObject({ risk: 'medium', priority: 'medium', memory: null, notify: null });
  });

  test('may be indented with tabs, as JSON is', () => {
    expect(
      firstTask('{\n\t"id": "t",\n\t"title": "T",\n\t"steps": [\n\t\t{"skill": "bash"}\n\t]\n}').id,
    ).toBe('t');
  });

  test('names a skill it did not list', () => {
    const parsed = parseDay(
      '{"id": "t", "title": "T", "skills": ["bash"], "steps": [{"skill": "git"}]}',
      context,
    );
    expect(parsed.ok ? [] : parsed.mistakes).toMatchObject([
      { line: 1, column: 67, length: 5, message: "the skill `git` is not among this task's `skills`" },
    ]);
  });
});
