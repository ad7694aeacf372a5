import { describe, expect, test } from 'vitest';
import { signal, stateOf, until } from './processes.ts';
import { demo, steadily } from './project.ts';
import { newProject } from './story.ts';

describe('a stopped engine', () => {
  test('is said to be stopped, with its mend; woken, it goes on', async () => {
    const project = newProject();
    project.day([demo('long', steadily())]);
    const day = project.start();
    await day.event('session.usage');
    const engine = project.enginePid();
    signal(engine, 'SIGSTOP');
    await until(() => stateOf(engine) === 'T');
    const began = performance.now();
    const { code, err } = await project.orch('status');
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(code).toBe(4);
    expect(err).toContain(`the engine (pid ${engine}) is stopped`);
    expect(err).toContain(`kill -CONT ${engine}`);
    const last = day.events.at(-1)?.seq ?? 0;
    signal(engine, 'SIGCONT');
    await day.event('session.usage', ({ seq }) => seq > last);
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });
});

describe('a stopped session host', () => {
  test('is shown as not answering and not given up; woken, it goes on', async () => {
    const project = newProject();
    project.day([demo('long', steadily())]);
    const day = project.start();
    const { host_pid } = await day.event('session.started');
    await day.event('session.usage');
    signal(host_pid, 'SIGSTOP');
    await day.event('session.unresponsive');
    const shown = await project.task('long', ({ state }) => state === 'running');
    expect(shown.why).toMatch(/not answer/);
    signal(host_pid, 'SIGCONT');
    await day.event('session.responsive');
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
    expect(day.types).not.toContain('session.lost');
  });

  test('is not taken for dead by an engine that starts meanwhile', async () => {
    const project = newProject();
    project.day([demo('long', steadily())]);
    const day = project.start();
    const { host_pid } = await day.event('session.started');
    await day.event('session.usage');
    signal(host_pid, 'SIGSTOP');
    await until(() => stateOf(host_pid) === 'T');
    signal(project.enginePid(), 'SIGKILL');
    await day.event('session.unresponsive');
    expect((await project.status()).tasks[0]).toMatchObject({ state: 'running', host_pid });
    signal(host_pid, 'SIGCONT');
    const { seq } = await day.event('engine.reconciled');
    await day.event('session.usage', (usage) => usage.seq > seq);
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
    expect(day.types).not.toContain('session.lost');
  });
});
