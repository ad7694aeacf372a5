import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { spawnEngine } from '../../src/cli/spawn-engine.ts';
import { spawnHost } from '../../src/engine/run/launch.ts';
import { markedEnv } from '../../src/host/proc.ts';
import { Room, until } from '../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
  for (const [name, value] of Object.entries(markedEnv({ project: '/other', session: 'outer.1' })))
    vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await room.clear();
});

/** Programs that only write their environment down. */
const programs = (): string => {
  const dir = room.path('programs');
  mkdirSync(dir);
  const tell = "import { writeFileSync } from 'node:fs'; writeFileSync(NAME, JSON.stringify(process.env));";
  for (const name of ['engine', 'host'])
    writeFileSync(`${dir}/${name}.js`, tell.replace('NAME', JSON.stringify(room.path(`${name}.json`))));
  return dir;
};

const told = (name: string): Promise<Record<string, string>> =>
  until(() => {
    try {
      return JSON.parse(readFileSync(room.path(name), 'utf8')) as Record<string, string>;
    } catch {
      return null;
    }
  });

it.each(['engine', 'host'])(
  'started by an agent, the %s is no part of that agent’s session',
  async (which) => {
    const dir = programs();
    if (which === 'engine') spawnEngine(room.dir, dir);
    else spawnHost(room.path('spec.json'), dir);
    const env = await told(`${which}.json`);
    expect(env.PATH).toBe(process.env.PATH);
    expect(Object.keys(env).filter((name) => /^ORCH_(PROJECT|SESSION)$/.test(name))).toEqual([]);
  },
);
