import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { STATUS_OSC } from '../../src/agents/osc-status.ts';
import type { HostSpec } from '../../src/host/spec.ts';
import { HostLink } from '../../src/wire/host-link.ts';
import { COLS, ROWS, type Room, SCROLLBACK } from './room.ts';

/** As the engine writes it, for the demo agent. */
const specOf = (dir: string, at: number, argv: readonly string[]): HostSpec => {
  const session = `bench.${at}`;
  const workspace = join(dir, 'agent_workspaces', `t${at}`);
  const home = join(dir, '.orch', 'sessions', session);
  const records = join(home, 'records.ndjson');
  mkdirSync(home, { recursive: true });
  writeFileSync(records, '');
  return {
    session,
    task: `t${at}`,
    attempt: 1,
    agent: 'demo',
    argv,
    env: { PATH: process.env.PATH ?? '', HOME: dir },
    cwd: dir,
    cols: COLS,
    rows: ROWS,
    sources: [
      { kind: 'osc', codes: [STATUS_OSC] },
      { kind: 'follow', id: 'records', path: records },
    ],
    memory: {},
    workspace,
    recording: join(workspace, 'session.cast'),
    spool: join(workspace, 'events.ndjson'),
    home,
    socket: join(dir, `${at}.sock`),
    calls: join(dir, `${at}.calls.sock`),
    safety: 'prefer',
    scrollback: SCROLLBACK,
  };
};

const link = async (socket: string, onCells: () => void = () => {}): Promise<HostLink> => {
  for (;;) {
    const opened = await HostLink.open(
      socket,
      null,
      { onFacts: () => {}, onClose: () => {}, onCells },
      5_000,
    );
    if (opened.ok) return opened.value;
    await pause(20);
  }
};

const startHost = (dist: string, spec: HostSpec): ChildProcess => {
  const file = join(spec.home, 'spec.json');
  writeFileSync(file, JSON.stringify(spec));
  return spawn(process.execPath, [join(dist, 'host.js'), file], {
    cwd: '/',
    stdio: 'ignore',
    detached: true,
  });
};

/** One session host an agent, each with its recording and its spool under `below`. */
export const ourRoom = async (
  dist: string,
  below: string,
  agents: readonly (readonly string[])[],
): Promise<Room> => {
  const dir = mkdtempSync(join(below, 'ours-'));
  const specs = agents.map((argv, at) => specOf(dir, at, argv));
  const hosts = specs.map((spec) => startHost(dist, spec));
  const links = await Promise.all(specs.map((spec) => link(spec.socket)));
  return {
    pids: links.map(({ pid }) => pid),
    look: async () => {
      const seen = await link(specs[0]?.socket ?? '');
      seen.watch(COLS, ROWS);
      links.push(seen);
    },
    close: async () => {
      const gone = hosts.map((host) => once(host, 'exit'));
      for (const host of hosts) host.kill('SIGKILL');
      await Promise.all(gone);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
