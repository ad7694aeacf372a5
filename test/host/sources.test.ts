import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostFact } from '../../src/domain/fact.ts';
import { readMemory } from '../../src/host/memory.ts';
import { FollowedFile } from '../../src/host/sources/follow.ts';
import { Stage, until } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

const line = (text: string) => `${JSON.stringify({ type: 'session.milestone', text })}\n`;

describe('the sources of an agent', () => {
  it('tell what it prints as operating-system commands and titles, as far as asked for', async () => {
    const host = await stage.shell(
      `printf '\\033]7501;state=working\\007\\033]2;a title\\007\\033]9;not asked for\\007'; read x`,
      { sources: [{ kind: 'osc', codes: [7501] }, { kind: 'title' }] },
    );
    await host.fact('session.message', (fact) => fact.text === 'title: a title');
    const messages = host.facts.flatMap((fact) => (fact.type === 'session.message' ? [fact.text] : []));
    expect(messages).toEqual(['osc 7501: state=working', 'title: a title']);
  });

  it('answer a program that asks whether its status is heard', async () => {
    const asks = `process.stdin.setRawMode(true); process.stdout.write('\\x1b]7501;?\\x07');
      process.stdin.once('data', (data) => { console.log(JSON.stringify(String(data))); process.exit(); });`;
    const host = await stage.start([process.execPath, '-e', asks], {
      sources: [{ kind: 'osc', codes: [7501] }],
    });
    expect(await host.shows('7501')).toContain(JSON.stringify('\x1b]7501;?\x1b\\'));
  });

  it('follow a file that comes later and grows, to its very end', async () => {
    const path = join(stage.dir, 'log.jsonl');
    const host = await stage.shell(
      `read x; printf '%s' '${line('last').trim()}' >> log.jsonl; echo >> log.jsonl`,
      {
        sources: [{ kind: 'follow', id: 'log', path }],
      },
    );
    writeFileSync(path, line('first').slice(0, 20));
    appendFileSync(path, line('first').slice(20));
    await host.fact('session.milestone', (fact) => fact.text === 'first');
    appendFileSync(path, line('ünïcode 漢字'));
    await host.fact('session.milestone', (fact) => fact.text === 'ünïcode 漢字');
    host.link.input('\r');
    await host.fact('session.exited');
    const told = host.facts.flatMap((fact) => (fact.type === 'session.milestone' ? [fact.text] : []));
    expect(told).toEqual(['first', 'ünïcode 漢字', 'last']);
  });

  it('go on in the next session where this one ended, with what the agent remembered', async () => {
    const path = join(stage.dir, 'log.jsonl');
    const sources = [{ kind: 'follow', id: 'log', path }] as const;
    writeFileSync(path, line('one') + line('two'));
    const first = await stage.shell('exit', { sources });
    await first.fact('session.exited');
    const memory = readMemory(first.spec.home);
    expect(memory).toMatchObject({ seen: 2 });
    appendFileSync(path, line('three'));
    const second = await stage.shell('exit', { sources, memory });
    await second.fact('session.exited');
    const told = second.facts.flatMap((fact) => (fact.type === 'session.milestone' ? [fact.text] : []));
    expect(told).toEqual(['three']);
    expect(readMemory(second.spec.home)).toMatchObject({ seen: 3 });
  });

  it('look at the screen once it rests, and say when a text comes and goes', async () => {
    const host = await stage.shell(`echo 'Allow this? (y/n)'; read x; clear; read x`, {
      sources: [{ kind: 'screen', rules: ['^Allow .*\\?', 'nothing'] }],
    });
    await host.fact('session.message', (fact) => fact.text === 'screen 0: Allow this?');
    host.link.input('y\r');
    await host.fact('session.message', (fact) => fact.text === 'screen 0: ');
  });

  it('outlive a record nobody can read', async () => {
    const path = join(stage.dir, 'log.jsonl');
    writeFileSync(path, `not json\nnor this\n${line('sound')}`);
    const host = await stage.shell('read x', { sources: [{ kind: 'follow', id: 'log', path }] });
    await host.fact('session.milestone');
    const notices = host.facts.filter((fact) => fact.type === 'session.notice');
    expect(notices).toMatchObject([{ text: expect.stringMatching(/^A record of probe could not be read/) }]);
  });

  it('of an agent nobody knows are left alone', async () => {
    const host = await stage.shell(`printf '\\033]2;t\\007'; echo done`, {
      agent: 'nobody',
      sources: [{ kind: 'title' }],
    });
    await host.fact('session.exited');
    expect(host.facts.map((fact) => fact.type)).toEqual(['session.started', 'session.exited']);
  });
});

const milestones = (facts: readonly HostFact[]): string[] =>
  facts.flatMap((fact) => (fact.type === 'session.milestone' ? [fact.text] : []));

describe('a followed folder', () => {
  const source = (dir: string) =>
    ({ kind: 'follow_all', id: 'log', dir, pattern: '^projects/.*\\.jsonl$' }) as const;

  it('tells the lines of every file that fits, there before or come later, however deep', async () => {
    const dir = join(stage.dir, 'home');
    const host = await stage.shell('read x', { sources: [source(dir)] });
    mkdirSync(join(dir, 'projects', 'one'), { recursive: true });
    writeFileSync(join(dir, 'projects', 'one', 'a.jsonl'), line('a1'));
    writeFileSync(join(dir, 'projects', 'one', 'a.txt'), line('no record'));
    writeFileSync(join(dir, 'other.jsonl'), line('elsewhere'));
    await host.fact('session.milestone', ({ text }) => text === 'a1');
    mkdirSync(join(dir, 'projects', 'one', 'sub', 'agents'), { recursive: true });
    writeFileSync(join(dir, 'projects', 'one', 'sub', 'agents', 'b.jsonl'), line('b1'));
    await host.fact('session.milestone', ({ text }) => text === 'b1');
    appendFileSync(join(dir, 'projects', 'one', 'a.jsonl'), line('a2').slice(0, 9));
    appendFileSync(join(dir, 'projects', 'one', 'a.jsonl'), line('a2').slice(9));
    await host.fact('session.milestone', ({ text }) => text === 'a2');
    writeFileSync(join(dir, 'projects', 'c.jsonl'), line('c1'));
    host.link.input('\r');
    await host.fact('session.exited');
    expect(milestones(host.facts)).toEqual(['a1', 'b1', 'a2', 'c1']);
  });

  it('is read on in the next session where this one ended, each file by itself', async () => {
    const dir = join(stage.dir, 'home');
    mkdirSync(join(dir, 'projects'), { recursive: true });
    const [a, b] = [join(dir, 'projects', 'a.jsonl'), join(dir, 'projects', 'b.jsonl')];
    writeFileSync(a, line('a1'));
    writeFileSync(b, line('b1') + line('b2'));
    const first = await stage.shell('exit', { sources: [source(dir)] });
    await first.fact('session.exited');
    expect(milestones(first.facts).sort()).toEqual(['a1', 'b1', 'b2']);
    appendFileSync(a, line('a2'));
    appendFileSync(b, line('b3'));
    const memory = readMemory(first.spec.home);
    const second = await stage.shell('exit', { sources: [source(dir)], memory });
    await second.fact('session.exited');
    expect(milestones(second.facts).sort()).toEqual(['a2', 'b3']);
  });

  it('reads on from what an older host remembered, and forgets no file that is away for a while', async () => {
    const path = join(stage.dir, 'log.jsonl');
    writeFileSync(path, line('one') + line('two'));
    const away = join(stage.dir, 'away.jsonl');
    const memory = {
      seen: 1,
      '@offsets': { log: { path, offset: line('one').length }, other: { path: away, offset: 7 } },
    };
    const host = await stage.shell('exit', { memory, sources: [{ kind: 'follow', id: 'log', path }] });
    await host.fact('session.exited');
    expect(milestones(host.facts)).toEqual(['two']);
    expect(readMemory(host.spec.home)).toMatchObject({ '@offsets': { other: { path: away, offset: 7 } } });
  });

  it('is not kept by a pipe of a fitting name', async () => {
    const dir = join(stage.dir, 'home');
    mkdirSync(join(dir, 'projects'), { recursive: true });
    execFileSync('mkfifo', [join(dir, 'projects', 'pipe.jsonl')]);
    writeFileSync(join(dir, 'projects', 'a.jsonl'), line('a1'));
    const host = await stage.shell('exit', { sources: [source(dir)] });
    await host.fact('session.exited');
    expect(milestones(host.facts)).toEqual(['a1']);
  });
});

describe('a followed file', () => {
  it('is read on from its offset, and anew when it was begun anew', async () => {
    const path = join(stage.dir, 'f');
    writeFileSync(path, 'a\nb\nc');
    const seen: string[] = [];
    const file = new FollowedFile(path, 2, (text) => seen.push(text));
    await until(() => seen.length === 1);
    expect([seen, file.offset]).toEqual([['b'], 4]);
    writeFileSync(path, 'x\n');
    await until(() => seen.length === 2);
    file.finish();
    expect([seen, file.offset]).toEqual([['b', 'x'], 2]);
  });

  it('is read a part at a time, lines longer than a part whole', async () => {
    const path = join(stage.dir, 'f');
    const long = 'y'.repeat(1_000_000);
    writeFileSync(path, `${long}\n${`${'z'.repeat(99)}\n`.repeat(20_000)}`);
    let lines = 0;
    const file = new FollowedFile(path, 0, (text) => {
      lines += 1;
      if (lines === 1) expect(text).toBe(long);
    });
    expect(lines).toBeLessThan(20_001);
    await until(() => lines === 20_001);
    file.finish();
    expect(file.offset).toBe(readFileSync(path).length);
  });
});
