import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FactLog } from '../../src/host/fact-log.ts';
import { readSpool } from '../../src/host/read-spool.ts';
import { canMount, smallDisk } from '../fixtures/small-disk.ts';
import { Stage, until } from './driver.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orch-spool-'));
  file = join(dir, 'events.ndjson');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const log = (session = 's1', path = file) => new FactLog({ file: path, session, now: () => 5 });
const said = (text: string) => ({ type: 'session.message', text }) as const;
const numbers = (session = 's1', after = 0, path = file) =>
  readSpool(path, session, after).map((fact) => fact.n);
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('the facts of a session', () => {
  it('are numbered from one and spooled before anybody hears of them', () => {
    const one = log();
    one.onFact((fact) => expect(readSpool(file, 's1', fact.n - 1)).toEqual([fact]));
    one.say(said('a'));
    one.say(said('b'));
    one.close();
    expect(readSpool(file, 's1', 0)).toEqual([
      { type: 'session.message', text: 'a', session: 's1', n: 1, at: 5 },
      { type: 'session.message', text: 'b', session: 's1', n: 2, at: 5 },
    ]);
  });

  it('share their spool with the other sessions of the task, numbered apart', () => {
    const first = log('s1');
    first.say(said('a'));
    first.close();
    const second = log('s2');
    second.say(said('b'));
    second.say(said('c'));
    second.close();
    expect([numbers('s1'), numbers('s2'), numbers('s2', 1)]).toEqual([[1], [1, 2], [2]]);
  });

  it('are read on from any number, old ones from the spool', () => {
    const one = log();
    for (const n of upTo(5000)) one.say(said(`${n}`));
    expect(one.after(0).map((fact) => fact.n)).toEqual(upTo(5000));
    expect(one.after(4998).map((fact) => fact.n)).toEqual([4999, 5000]);
    one.close();
  });

  it('are read past a torn line, which the next session cuts off', () => {
    const one = log('s1');
    one.say(said('a'));
    one.close();
    appendFileSync(file, '{"type":"session.mess');
    expect(numbers('s1')).toEqual([1]);
    const next = log('s2');
    next.say(said('b'));
    next.close();
    expect(readFileSync(file, 'utf8').trimEnd().split('\n').length).toBe(2);
  });

  it('of a spool that is not there are none', () => {
    expect(readSpool(join(dir, 'none'), 's1', 0)).toEqual([]);
  });
});

describe.runIf(canMount)('on a full disk, facts', () => {
  it('are said and kept, and written once there is room', async () => {
    const disk = smallDisk(256);
    const path = join(disk.dir, 'events.ndjson');
    const one = log('s1', path);
    const heard: number[] = [];
    one.onFact((fact) => heard.push(fact.n));
    one.say(said('room'));
    disk.fill();
    for (const n of upTo(100)) one.say(said('x'.repeat(100) + n));
    expect(heard).toEqual(upTo(101));
    expect(one.after(0).map((fact) => fact.n)).toEqual(upTo(101));
    expect(numbers('s1', 0, path).length).toBeLessThan(101);
    disk.free();
    await until(() => numbers('s1', 0, path).length === 101);
    expect(numbers('s1', 0, path)).toEqual(upTo(101));
    one.close();
    disk.remove();
  });
});

describe('the spool of a host', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.clear());

  it('has neither gap nor duplicate, whenever the host is killed', async () => {
    const lines = join(stage.dir, 'records');
    const fact = JSON.stringify({ type: 'session.message', text: 'y'.repeat(300) });
    const flood = `const fs = require('node:fs'); setInterval(() => { fs.appendFileSync(${JSON.stringify(lines)}, ${JSON.stringify(`${fact}\n`)}.repeat(20)); process.stdout.write('x'.repeat(500)); }, 1)`;
    const sources = [{ kind: 'follow', id: 'f', path: lines }] as const;
    for (let round = 0; round < 5; round += 1) {
      rmSync(lines, { force: true });
      const host = await stage.start([process.execPath, '-e', flood], { sources });
      const enough = 1 + Math.floor(Math.random() * 1500);
      await until(() => host.facts.length > enough);
      host.kill();
      await host.gone;
      const spooled = host.spooled();
      expect(spooled.map((one) => one.n)).toEqual(upTo(spooled.length));
      // Whatever an engine was sent is in the spool, and word for word the same.
      expect(spooled.slice(0, host.facts.length)).toEqual(host.facts);
    }
  });

  it('is read on by an engine that comes back, each fact once', async () => {
    const lines = join(stage.dir, 'records');
    const write = `const fs = require('node:fs'); let n = 0; process.stdin.on('data', () => { for (let i = 0; i < 400; i += 1) fs.appendFileSync(${JSON.stringify(lines)}, JSON.stringify({ type: 'session.message', text: String(n++) }) + '\\n'); });`;
    const host = await stage.start([process.execPath, '-e', write], {
      sources: [{ kind: 'follow', id: 'f', path: lines }],
    });
    for (let round = 1; round <= 4; round += 1) {
      host.link.input('\r');
      await until(() => host.facts.length >= 1 + (round - 1) * 400 + 137);
      host.link.close();
      await host.attach(host.facts.length);
    }
    await until(() => host.facts.length >= 1601);
    expect(host.facts.map((one) => one.n)).toEqual(upTo(1601));
  });
});
