import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/domain/fact.ts';
import type { TaskSpec } from '../../../src/domain/task.ts';
import { Day, spec } from './day.ts';

const dayWith = (agents: readonly string[], more: Partial<TaskSpec> = {}, flags = {}): Day => {
  const day = new Day();
  const found = agents.map((name) => ({ name, path: `/bin/${name}`, signed_in: true }));
  day.start([spec('a', { agents, ...more })], flags, { agents: found });
  day.begins('a');
  return day;
};

const trouble = (text: string, ended: boolean, what: 'path' | 'overloaded' | 'auth' = 'path'): Fact => ({
  type: 'session.trouble',
  source: 'hook',
  trouble: what,
  text,
  ended,
});

const tokens = { input: 5, output: 5, cache_read: 0, cache_write: 0, thoughts: 0 };
const message = (id: string): Fact => ({
  type: 'session.usage',
  model: 'm',
  message: id,
  tokens,
  stated_usd: null,
});

describe('what would go round for ever', () => {
  test('a path that is refused although it was allowed is not allowed again, but told to the person', () => {
    const day = dayWith(['codex'], { context_files: ['docs'] });
    day.fact('a', trouble("'/p/docs': Read-only file system", true));
    expect(day.last('recovery.tried')).toMatchObject({ action: 'allow' });
    day.exits('a', null, 'SIGTERM');
    day.begins('a');
    day.spends('a', 0.1);
    day.fact('a', trouble("'/p/docs/a.md': Read-only file system", true));
    expect(day.last('recovery.tried')).toMatchObject({ action: 'escalate' });
    expect(day.last('ask.opened')?.body.kind).toBe('stuck');
  });

  test('a limit whose reset is told as past is tried again after a minute, not at once', () => {
    const day = dayWith(['claude']);
    day.fact('a', { type: 'session.limited', source: 'hook', until: day.now - 5_000, text: 'limit' });
    day.exits('a', null, 'SIGTERM');
    day.passes(59_000);
    expect(day.running()).toEqual([]);
    day.passes(2_000);
    expect(day.running()).toEqual(['a']);
  });

  test('an overload is no better for an old message that is read again: after five tries the person is asked', () => {
    const day = dayWith(['claude']);
    day.fact('a', message('m1'));
    for (let tries = 0; tries < 6; tries += 1) {
      day.fact('a', trouble('529', true, 'overloaded'));
      day.exits('a', null, 'SIGTERM');
      day.passes(300_000);
      day.begins('a');
      day.fact('a', message('m1'));
    }
    expect(day.last('recovery.tried')).toMatchObject({ action: 'escalate' });
  });

  test('each agent of the list has tries of its own', () => {
    const day = dayWith(['claude', 'codex']);
    for (let tries = 0; tries < 6; tries += 1) {
      day.fact('a', trouble('529', true, 'overloaded'));
      day.exits('a', null, 'SIGTERM');
      day.passes(300_000);
      day.begins('a');
    }
    expect(day.last('attempt.started')).toMatchObject({ agent: 'codex' });
    day.fact('a', trouble('529', true, 'overloaded'));
    expect(day.last('recovery.tried')).toMatchObject({ action: 'wait' });
  });

  test('reviews for silence stop while its agent is paused, or the person is asked whether it is stuck', () => {
    const review = { by: ['codex'], model: null, at: ['silence' as const], rounds: 2, max_cost_usd: null };
    const paused = dayWith(['claude'], { review });
    paused.fact('a', { type: 'session.paused', processes: 1 });
    paused.passes(8 * 3_600_000);
    expect(paused.state.tasks.has('a.review-1')).toBe(false);
  });
});

test('a message that is read again proves no delivery', () => {
  const day = dayWith(['claude']);
  day.fact('a', message('m1'));
  day.asks('a', 'k');
  day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
  day.fact('a', { type: 'session.answer_sent', ask: 'q1', key: 'k', via: 'keys' });
  day.fact('a', message('m1'));
  expect(day.state.asks.get('q1')?.state).toBe('sent');
  day.fact('a', message('m2'));
  expect(day.state.asks.get('q1')?.state).toBe('delivered');
});

test('a day nobody watches ends although an agent lives that only a person could help', () => {
  const day = dayWith(['claude'], {}, { wait_ms: 600_000 });
  day.fact('a', trouble('invalid key', true, 'auth'));
  day.passes(601_000);
  day.exits('a', null, 'SIGTERM');
  expect(day.state.phase).toBe('ended');
});

describe('an agent that takes over', () => {
  const takenOver = (): Day => {
    const day = dayWith(['claude', 'codex']);
    day.fact('a', { type: 'session.limited', source: 'hook', until: day.now + 3_600_000, text: 'limit' });
    day.exits('a', null, 'SIGTERM');
    day.did();
    return day;
  };

  test('is started anew by the next engine too, not with the conversation of the other', () => {
    const day = takenOver();
    day.give({ kind: 'recovered' });
    expect(day.effects).toMatchObject([{ do: 'start', resumes: null }]);
  });
});

describe('first words to a session that dies before it is at work', () => {
  const started: Fact = { type: 'session.started', agent: 'claude', host_pid: 1, pid: 2, rung: 'walk' };

  test('are brought along by the next: findings of a review and answers', () => {
    const review = { by: ['codex'], model: null, at: ['milestone' as const], rounds: 2, max_cost_usd: null };
    const day = dayWith(['claude', 'codex'], { review });
    day.fact('a', { type: 'session.milestone', text: 'half' });
    day.begins('a.review-1');
    day.fact('a.review-1', {
      type: 'session.verdict',
      verdict: 'revise',
      text: 'no',
      findings: ['the hinge'],
    });
    day.exits('a.review-1', 0);
    day.give({
      kind: 'outcome',
      draft: { type: 'attempt.checked', task: 'a.review-1', attempt: 1, checks: [], diff: null },
    });
    day.asks('a', 'k');
    day.exits('a', null, 'SIGKILL');
    day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
    const where = { task: 'a', session: day.session('a') };
    day.give({ kind: 'outcome', draft: { type: 'review.told', ...where, count: 1 } });
    day.give({ kind: 'outcome', draft: { type: 'ask.sent', ask: 'q1', via: 'prompt', ...where } });
    expect(day.task('a').findings).toEqual([]);
    day.fact('a', started);
    day.exits('a', null, 'SIGKILL');
    expect(day.task('a').findings.join()).toContain('the hinge');
    expect(day.state.asks.get('q1')).toMatchObject({ state: 'open', answer: { kind: 'text' } });
  });

  test('are not said again where it had begun to work', () => {
    const day = dayWith(['claude']);
    day.asks('a', 'k');
    day.exits('a', null, 'SIGKILL');
    day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
    const where = { task: 'a', session: day.session('a') };
    day.give({ kind: 'outcome', draft: { type: 'ask.sent', ask: 'q1', via: 'prompt', ...where } });
    day.begins('a');
    day.works('a');
    day.exits('a', null, 'SIGKILL');
    expect(day.state.asks.get('q1')?.state).toBe('delivered');
  });
});

test('a blocked agent whose reviewer says nothing has its question put to the person', () => {
  const review = { by: ['codex'], model: null, at: ['blocker' as const], rounds: 2, max_cost_usd: null };
  const day = dayWith(['claude', 'codex'], { review });
  day.fact('a', { type: 'session.blocker', text: 'Which paint?' });
  day.wish({ do: 'task.kill', task: 'a.review-1' });
  day.exits('a.review-1', null, 'SIGKILL');
  expect(day.last('ask.opened')).toMatchObject({ task: 'a', body: { kind: 'question' } });
});

test('the file of a review is written again by the next engine: this one may have died before it was', () => {
  const review = { by: ['codex'], model: null, at: ['milestone' as const], rounds: 2, max_cost_usd: null };
  const day = dayWith(['claude', 'codex'], { review });
  day.fact('a', { type: 'session.milestone', text: 'half' });
  day.wish({ do: 'task.kill', task: 'a.review-1' });
  day.exits('a.review-1', null, 'SIGKILL');
  day.did();
  day.give({ kind: 'recovered' });
  expect(day.effects).toContainEqual({ do: 'keep_review', review: 'a.review-1' });
});
