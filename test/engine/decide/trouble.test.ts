import { describe, expect, test } from 'vitest';
import type { Fact, Trouble } from '../../../src/domain/fact.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { Day, spec } from './day.ts';

const there = (...names: readonly string[]) =>
  names.map((name) => ({ name, path: `/bin/${name}`, signed_in: true }));

const dayWith = (agents: readonly string[], more: Parameters<Day['start']>[2] = {}): Day => {
  const day = new Day();
  day.start([spec('a', { agents, retries: 3 })], {}, { agents: there(...agents), ...more });
  day.begins('a');
  day.did();
  return day;
};

const agentOf = (day: Day): string => day.state.sessions.get(day.session('a'))?.agent ?? '';

const trouble = (what: Trouble, text: string = what, ended = true): Fact => ({
  type: 'session.trouble',
  source: 'hook',
  trouble: what,
  text,
  ended,
});

const limited = (until: number | null): Fact => ({
  type: 'session.limited',
  source: 'hook',
  until,
  text: 'limit reached',
});

describe('a list of agents', () => {
  test('gives the task to the first that is there and signed in', () => {
    const day = new Day();
    const agents = [
      { name: 'claude', path: null, signed_in: null },
      { name: 'codex', path: '/bin/codex', signed_in: false },
      { name: 'gemini', path: '/bin/gemini', signed_in: true },
    ];
    day.start([spec('a', { agents: ['claude', 'codex', 'gemini'] })], {}, { agents });
    expect(agentOf(day)).toBe('gemini');
  });

  test('gives it to the next when one fails, and to the first again when all have', () => {
    const day = dayWith(['claude', 'codex']);
    day.exits('a', 1);
    day.passes(60_000);
    expect(agentOf(day)).toBe('codex');
    day.begins('a');
    day.exits('a', 1);
    day.passes(60_000);
    expect(agentOf(day)).toBe('claude');
  });

  test('keeps a conversation that was only cut short with its agent', () => {
    const day = dayWith(['claude', 'codex']);
    day.exits('a', null, 'SIGKILL');
    expect(day.last('attempt.started')).toMatchObject({ agent: 'claude', resumes: expect.any(String) });
  });
});

describe('a usage limit', () => {
  test('holds the session until its reset, then the same conversation goes on', () => {
    const day = dayWith(['claude']);
    const first = day.session('a');
    day.fact('a', limited(day.now + 3_600_000));
    expect(day.last('session.ending')).toMatchObject({ cause: 'limit' });
    day.exits('a', null, 'SIGTERM');
    expect(day.running()).toEqual([]);
    expect(day.why('a')).toBe("waits for its agent's usage limit: goes on in 60 min");
    expect(day.last('day.ended')).toBeUndefined();
    day.passes(3_599_000);
    expect(day.running()).toEqual([]);
    day.passes(2_000);
    expect(day.last('attempt.started')).toMatchObject({ agent: 'claude', resumes: first, attempt: 1 });
  });

  test('keeps other tasks of that agent from starting, not those of others', () => {
    const day = new Day();
    const tasks = [
      spec('a', { agents: ['claude'] }),
      spec('b', { agents: ['claude'], depends_on: ['c'] }),
      spec('c'),
    ];
    day.start(tasks, {}, { agents: there('claude', 'demo') });
    day.begins('a');
    day.fact('a', limited(day.now + 60_000));
    day.exits('a', null, 'SIGTERM');
    day.finishes('c');
    expect(day.running()).toEqual([]);
    day.passes(61_000);
    expect(day.running()).toEqual(['a', 'b']);
  });

  test('hands the task to the next agent of its list, which begins anew', () => {
    const day = dayWith(['claude', 'codex']);
    day.fact('a', limited(day.now + 3_600_000));
    day.exits('a', null, 'SIGTERM');
    expect(day.last('attempt.started')).toMatchObject({ agent: 'codex', resumes: null });
  });

  test('waits for a person where going on by itself is switched off', () => {
    const settings = { ...defaultSettings, agent: 'claude', resume_after_limit: false };
    const day = dayWith(['claude'], { settings });
    day.fact('a', limited(day.now + 60_000));
    day.exits('a', null, 'SIGTERM');
    expect(day.task('a').hold).toBe('limit');
    day.passes(120_000);
    expect(day.running()).toEqual([]);
    expect(day.wish({ do: 'task.resume', task: 'a' })).toBeNull();
    expect(day.running()).toEqual(['a']);
  });

  test('is what a task waits for too whose other agents are not there', () => {
    const day = new Day();
    const agents = [...there('claude'), { name: 'codex', path: null, signed_in: null }];
    day.start([spec('a', { agents: ['claude', 'codex'] })], {}, { agents });
    day.begins('a');
    day.fact('a', limited(day.now + 3_600_000));
    day.exits('a', null, 'SIGTERM');
    expect(day.why('a')).toBe("waits for its agent's usage limit: goes on in 60 min");
  });

  test('without a known reset is tried again within the hour', () => {
    const day = dayWith(['claude']);
    day.fact('a', limited(null));
    day.exits('a', null, 'SIGTERM');
    day.passes(3_600_001);
    expect(day.running()).toEqual(['a']);
  });
});

describe('a trouble', () => {
  test('the agent tries on with by itself is only told of', () => {
    const day = dayWith(['claude']);
    day.fact('a', trouble('overloaded', '529, trying again', false));
    expect(day.did()).toEqual([]);
    expect(day.running()).toEqual(['a']);
  });

  test('that passes is waited for, longer each time, and the conversation goes on', () => {
    const day = dayWith(['claude']);
    const first = day.session('a');
    day.fact('a', trouble('overloaded'));
    expect(day.last('recovery.tried')).toMatchObject({ name: 'overloaded', action: 'wait' });
    day.exits('a', null, 'SIGTERM');
    expect(day.running()).toEqual([]);
    day.passes(15_000);
    expect(day.last('attempt.started')).toMatchObject({ resumes: first });
    day.begins('a');
    day.fact('a', trouble('overloaded'));
    expect(day.last('recovery.settled')).toMatchObject({ outcome: 'failed' });
    day.exits('a', null, 'SIGTERM');
    day.passes(20_000);
    expect(day.running()).toEqual([]);
    day.passes(10_000);
    day.begins('a');
    day.spends('a', 0.1);
    expect(day.last('recovery.settled')).toMatchObject({ outcome: 'worked' });
    expect(day.task('a').failures).toBe(0);
  });

  test('with the sign-in goes to the next agent, or to the person where there is none', () => {
    const two = dayWith(['claude', 'codex']);
    two.fact('a', trouble('auth', 'invalid key'));
    two.exits('a', null, 'SIGTERM');
    expect(two.last('attempt.started')).toMatchObject({ agent: 'codex', resumes: null });
    const one = dayWith(['claude']);
    one.fact('a', trouble('auth', 'invalid key'));
    expect(one.last('ask.opened')?.body).toMatchObject({
      kind: 'stuck',
      text: 'claude cannot go on: invalid key',
    });
    expect(one.shows('a')).toBe('waiting');
    expect(one.why('a')).toBe('waits for your word: it cannot go on by itself (s1)');
    one.wish({ do: 'ask.answer', ask: one.last('ask.opened')?.ask ?? '', option: 3 });
    one.exits('a', null, 'SIGKILL');
    expect(one.last('attempt.started')).toMatchObject({ agent: 'claude', resumes: expect.any(String) });
  });

  test('the agent tells of while it was thought to be silent takes the place of that', () => {
    const day = dayWith(['claude']);
    day.passes(16 * 60_000);
    expect(day.last('ask.opened')?.body).toMatchObject({ kind: 'stuck', layer: null });
    expect(day.shows('a')).toBe('running');
    day.fact('a', trouble('auth', 'invalid key'));
    expect(day.last('ask.opened')?.body.text).toBe('claude cannot go on: invalid key');
    expect(day.state.open.size).toBe(1);
    expect(day.shows('a')).toBe('waiting');
    day.passes(24 * 3_600_000);
    expect(day.last('session.ending')).toBeUndefined();
  });

  test('with a path is mended once the agent stops with work left, not before', () => {
    const day = new Day();
    const own = spec('a', { agents: ['codex'], context_files: ['docs'] });
    day.start([own], {}, { agents: there('codex') });
    day.begins('a');
    day.fact('a', trouble('path', "'/p/docs': Read-only file system", false));
    day.works('a');
    expect(day.last('recovery.tried')).toBeUndefined();
    day.fact('a', { type: 'session.turn_ended', source: 'hook', text: 'I could not.' });
    const { turn } = day.state.sessions.get(day.session('a')) ?? {};
    const checks = [{ what: 'it is there', ok: false, detail: 'no' }];
    const judged = { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null } as const;
    day.give({ kind: 'outcome', draft: { ...judged, turn: turn?.n ?? 0 } });
    expect(day.last('recovery.tried')).toMatchObject({ action: 'allow', path: '/p/docs' });
    expect(day.last('session.nudged')).toBeUndefined();
    day.exits('a', null, 'SIGTERM');
    expect(day.last('attempt.started')).toMatchObject({ agent: 'codex', resumes: expect.any(String) });
    expect(day.task('a').allowed).toEqual(['/p/docs']);
  });

  test('is given up on after five tries', () => {
    const day = dayWith(['claude']);
    for (let tries = 0; tries < 5; tries += 1) {
      day.fact('a', trouble('network'));
      day.exits('a', null, 'SIGTERM');
      day.passes(300_000);
      day.begins('a');
    }
    day.fact('a', trouble('network'));
    expect(day.last('recovery.tried')).toMatchObject({ action: 'escalate' });
  });
});
