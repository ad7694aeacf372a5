import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Project } from './project.ts';
import { newProject } from './story.ts';

const smoke = {
  id: 'tsk_smoke',
  title: 'Smoke Test',
  risk: 'low',
  skills: ['bash'],
  steps: [{ skill: 'bash', args: ['-c', "echo 'SMOKE_OK'"] }],
  acceptance: ['Printed SMOKE_OK'],
  memory: { kind: 'solution', text: 'Smoke test passed' },
};

const deploy = {
  id: 'tsk_deploy',
  title: 'Deploy to Production',
  priority: 'urgent',
  risk: 'high',
  skills: ['git', 'bash'],
  steps: [
    { skill: 'git', args: ['log', '--oneline'] },
    { skill: 'bash', args: ['scripts/deploy_prod.sh'] },
  ],
};

const weekly = {
  id: 'tsk_weekly_review',
  title: 'Weekly Self-Review & Report Generation',
  priority: 'medium',
  risk: 'low',
  skills: ['self_review', 'ops_atomic', 'bash'],
  steps: [
    { skill: 'self_review', args: ['--days=7'], timeout: 30000 },
    { skill: 'ops_atomic', args: [], timeout: 30000, optional: true },
    { skill: 'bash', args: ['-c', "echo 'Review completed'"] },
  ],
  acceptance: ['Report file exists under g/reports/self_review_*.md', 'OPS_SUMMARY.json updated'],
  memory: { kind: 'plan', text: 'Weekly self-review executed successfully' },
  notify: { channels: ['general'], level: 'info' },
};

const delegate = (project: Project, task: { readonly id: string; readonly [key: string]: unknown }) => {
  project.write(`tasks/${task.id}.json`, JSON.stringify(task, null, 2));
  return project.start(`tasks/${task.id}.json`);
};

const execution = (project: Project, task: string) =>
  JSON.parse(project.read('agent_workspaces', task, 'execution.json')) as Readonly<Record<string, unknown>>;

describe('a delegated task', () => {
  test('runs as it stands: the smoke test, its execution log, its telemetry', async () => {
    const project = newProject();
    const day = delegate(project, smoke);
    expect(await day.exit()).toBe(0);
    expect(await day.event('session.step')).toMatchObject({
      skill: 'bash',
      args: ['-c', "echo 'SMOKE_OK'"],
      code: 0,
      ok: true,
    });
    expect(execution(project, smoke.id)).toMatchObject({
      status: 'ok',
      results: [{ step: 'bash', args: ['-c', "echo 'SMOKE_OK'"], code: 0, stdout: 'SMOKE_OK\n', stderr: '' }],
      acceptance: expect.any(Array),
      duration_ms: expect.any(Number),
    });
    const [record] = await project.log('--type', 'task.ended');
    expect(record).toMatchObject({
      task: 'tsk_smoke',
      pass: 1,
      fail: 0,
      duration_ms: expect.any(Number),
      meta: { id: 'tsk_smoke', title: 'Smoke Test', steps_count: 1 },
    });
  });

  test('of high risk is blocked until a person approves it; then it runs', async () => {
    const project = newProject({ git: true });
    project.write('scripts/deploy_prod.sh', 'echo deployed > deployed.txt\n');
    project.git('add', '-A');
    project.git('commit', '-q', '-m', 'A way to deploy');
    const day = delegate(project, deploy);
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'approval', context: expect.stringContaining('declared high +60') });
    expect(day.types).not.toContain('attempt.started');
    await project.does('approve', ask);
    expect(await day.exit()).toBe(0);
    expect(day.all('session.step').map(({ skill, ok }) => [skill, ok])).toEqual([
      ['git', true],
      ['bash', true],
    ]);
  });

  test('may not write with git before a person approved it', async () => {
    const project = newProject({ git: true });
    const steps = [{ skill: 'git', args: ['commit', '--allow-empty', '-m', 'sneaky'] }];
    const day = delegate(project, { ...smoke, id: 'tsk_commit', skills: ['git'], steps });
    expect(await day.exit()).toBe(1);
    expect(await day.event('session.step')).toMatchObject({ ok: false });
    expect(project.git('log', '--all', '--oneline').trim().split('\n').length).toBe(1);
  });

  test("calls the project's own skills by name; an optional step may fail", async () => {
    const project = newProject();
    project.write(
      'skills/self_review.cjs',
      "require('fs').mkdirSync('g/reports', { recursive: true }); require('fs').writeFileSync('g/reports/self_review_1.md', process.argv[2]);",
    );
    project.write('skills/ops_atomic', '#!/bin/sh\nexit 3\n');
    chmodSync(project.path('skills', 'ops_atomic'), 0o755);
    const day = delegate(project, weekly);
    expect(await day.exit()).toBe(0);
    expect(day.all('session.step').map(({ skill, code, optional }) => [skill, code, optional])).toEqual([
      ['self_review', 0, false],
      ['ops_atomic', 3, true],
      ['bash', 0, false],
    ]);
    expect(project.read('g', 'reports', 'self_review_1.md')).toBe('--days=7');
  });

  test('whose skill nobody has fails with the nearest known name', async () => {
    const project = newProject();
    const steps = [{ skill: 'bsah', args: ['-c', 'true'] }];
    const day = delegate(project, { ...smoke, id: 'tsk_typo', skills: ['bsah'], steps });
    expect(await day.exit()).not.toBe(0);
    expect(`${await project.orch('logs', 'tsk_typo').then(({ out }) => out)}${day.err}`).toContain('bash');
  });
});
