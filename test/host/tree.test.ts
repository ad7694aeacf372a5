import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOrphans, killTree } from '../../src/host/tree.ts';
import { Stage, until, value } from './driver.ts';
import { endNaps, nap, running, stateOf } from './processes.ts';

const probe = ['--bind', '/', '/', '--dev-bind', '/dev', '/dev', '--proc', '/proc', '--unshare-pid', 'true'];
const hasNamespaces = spawnSync('bwrap', probe).status === 0;

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(async () => {
  await stage.clear();
  endNaps();
});

/** One of each kind that gets away from a plain kill of the process group. */
const escapees = () => {
  const naps = { child: nap(), setsid: nap(), doubleFork: nap(), wiped: nap(), wipedDaemon: nap() };
  const script = [
    `${naps.child} &`,
    `setsid ${naps.setsid} &`,
    `setsid sh -c '${naps.doubleFork} & exit'`,
    `env -i ${naps.wiped} &`,
    // Its parent is gone, its session is its own, its environment is empty: nothing names it any more.
    `setsid env -i sh -c '${naps.wipedDaemon} & exit'`,
    'echo ready; wait',
  ].join('\n');
  return { naps, script };
};

const allRun = (naps: Readonly<Record<string, string>>) =>
  until(() => Object.values(naps).every((command) => running(command).length === 1));

const leftOf = (naps: Readonly<Record<string, string>>): string[] =>
  Object.entries(naps).flatMap(([kind, command]) => (running(command).length > 0 ? [kind] : []));

describe('the tree of a session', () => {
  it('is killed with all who left the group, the terminal or their parent', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(script);
    await host.shows('ready');
    await allRun(naps);
    expect(value(await host.link.order({ do: 'kill' }))).toEqual({ all: true });
    await host.fact('session.exited');
    // The one kind a walk cannot find: a daemon that wiped its environment. Only a pid namespace holds it.
    expect(leftOf(naps)).toEqual(['wipedDaemon']);
  });

  it('is swept away when the agent exits on its own', async () => {
    const [left, daemonised] = [nap(), nap()];
    const host = await stage.shell(`setsid ${left} & setsid sh -c '${daemonised} & exit'; exit 0`);
    expect(await host.fact('session.exited')).toMatchObject({ code: 0, asked: false });
    expect(leftOf({ left, daemonised })).toEqual([]);
  });

  it('stands still as a whole while paused, and goes on', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(script);
    await allRun(naps);
    await host.link.order({ do: 'pause' });
    const paused = await host.fact('session.paused');
    expect(paused.processes).toBeGreaterThanOrEqual(5);
    const { wipedDaemon: _, ...reached } = naps;
    for (const command of Object.values(reached)) expect(stateOf(running(command)[0] ?? 0)).toBe('T');
    await host.link.order({ do: 'continue' });
    expect((await host.fact('session.continued')).processes).toBe(paused.processes);
    // Woken, a process first runs (R) for a moment before it sleeps on.
    for (const command of Object.values(reached)) expect(stateOf(running(command)[0] ?? 0)).toMatch(/[SR]/);
  });

  it('loses its first process with the host, and the rest to the sweep by mark', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(`trap "" HUP; ${script}`);
    await allRun(naps);
    const { pid } = await host.fact('session.started');
    host.kill();
    await until(() => running(`sh -c trap "" HUP; ${script}`).length === 0);
    expect(findOrphans().map((orphan) => orphan.pid)).not.toContain(pid);
    const { session } = host.spec;
    const orphans = findOrphans().filter((orphan) => orphan.session === session);
    expect(orphans.map((orphan) => orphan.project)).toContain(stage.dir);
    expect(await killTree({ project: stage.dir, session, root: null })).toBe(true);
    expect(findOrphans().filter((orphan) => orphan.session === session)).toEqual([]);
    // What wiped its environment is out of reach once its parents are gone: that takes a pid namespace.
    expect(leftOf(naps)).toEqual(['wiped', 'wipedDaemon']);
  });

  it('of another project with the same session name is left alone', async () => {
    const other = new Stage();
    const [mine, theirs] = [nap(), nap()];
    const session = 'day.task.1';
    const host = await stage.shell(`${mine} & wait`, { session });
    await other.shell(`${theirs} & wait`, { session });
    await until(() => running(theirs).length === 1);
    await host.link.order({ do: 'kill' });
    expect([running(mine).length, running(theirs).length]).toEqual([0, 1]);
    await other.clear();
  });
});

describe.runIf(hasNamespaces)('in a pid namespace, the tree of a session', () => {
  it('is killed to the last, daemons with a wiped environment included', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(script, { safety: 'prefer' });
    await allRun(naps);
    expect(await host.fact('session.started')).toMatchObject({ rung: 'pid-namespace' });
    await host.link.order({ do: 'kill' });
    expect(await host.fact('session.exited')).toMatchObject({ asked: true });
    expect(leftOf(naps)).toEqual([]);
  });

  it('dies with its host, even by kill -9', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(`trap "" HUP; ${script}`, { safety: 'prefer' });
    await allRun(naps);
    host.kill();
    await until(() => leftOf(naps).length === 0);
  });

  it('keeps the keys, the window size and job control of its terminal', async () => {
    const script = 'trap "echo heard" INT; trap "stty size" WINCH; echo up; while :; do sleep 0.05; done';
    const host = await stage.shell(script, { safety: 'prefer' });
    await host.shows('up');
    host.link.input('\x03');
    await host.shows('heard');
    host.link.watch(100, 30);
    await host.shows('30 100');
    const jobs = await stage.start(['bash', '--norc', '-i'], { safety: 'prefer' });
    const job = nap();
    jobs.link.input(`${job}\r`);
    await until(() => running(job).length > 0);
    jobs.link.input('\x1a');
    await jobs.shows('Stopped');
  });

  it('stands still as a whole while paused', async () => {
    const { naps, script } = escapees();
    const host = await stage.shell(script, { safety: 'prefer' });
    await allRun(naps);
    await host.link.order({ do: 'pause' });
    for (const command of Object.values(naps)) expect(stateOf(running(command)[0] ?? 0)).toBe('T');
    await host.link.order({ do: 'kill' });
    expect(await host.fact('session.exited')).toMatchObject({ asked: true });
    expect(leftOf(naps)).toEqual([]);
  });
});
