import { describe, expect, test } from 'vitest';
import type { ReviewMoment, Verdict } from '../../../src/domain/review.ts';
import type { TaskSpec } from '../../../src/domain/task.ts';
import { Day, spec } from './day.ts';

const at = (...moments: readonly ReviewMoment[]) => ({
  by: ['codex'],
  model: null,
  at: moments,
  rounds: 2,
  max_cost_usd: 1,
});

const dayWith = (moments: readonly ReviewMoment[], more: Partial<TaskSpec> = {}): Day => {
  const day = new Day();
  day.start([spec('a', { review: at(...moments), ...more })]);
  day.begins('a');
  return day;
};

const endsTurn = (day: Day, task = 'a'): void =>
  day.fact(task, { type: 'session.turn_ended', source: 'hook', text: 'Done.' });

const isChecked = (day: Day, ok = true): void => {
  const turn = day.state.sessions.get(day.session('a'))?.turn?.n ?? 0;
  const checks = [{ what: 'c', ok, detail: '' }];
  const draft = { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null, turn } as const;
  day.give({ kind: 'outcome', draft });
};

/** The author's work is done and passes. */
const finishes = (day: Day): void => {
  endsTurn(day);
  isChecked(day);
  day.exits('a', null, 'SIGTERM');
};

const says = (day: Day, id: string, verdict: Verdict['verdict'], findings: readonly string[] = []): void =>
  day.fact(id, { type: 'session.verdict', verdict, text: `It is ${verdict}.`, findings });

const judges = (
  day: Day,
  id: string,
  verdict: Verdict['verdict'],
  findings: readonly string[] = [],
): void => {
  day.begins(id);
  says(day, id, verdict, findings);
  endsTurn(day, id);
  day.exits(id, null, 'SIGTERM');
};

const openAsk = (day: Day) => day.state.asks.get([...day.state.open][0] ?? '');
const R1 = 'a.review-1';

test('a reviewer that cannot go on keeps its author waiting no longer than its own time', () => {
  const day = dayWith(['end']);
  finishes(day);
  day.begins(R1);
  day.fact(R1, {
    type: 'session.trouble',
    source: 'hook',
    trouble: 'auth',
    text: 'invalid key',
    ended: true,
  });
  expect(day.why('a')).toBe('its work is reviewed');
  for (let tries = 0; tries < 3 && day.task(R1).phase !== 'failed'; tries += 1) {
    day.passes(31 * 60_000);
    if (day.last('session.ending')?.cause === 'timeout') day.exits(R1, null, 'SIGKILL');
    if (day.running().includes(R1)) day.begins(R1);
  }
  day.passes(60 * 60_000);
  expect(day.why('a')).not.toBe('its work is reviewed');
});

describe('a review that begins', () => {
  test('needs no approval of its own, however urgent its author is', () => {
    const day = new Day();
    day.start([spec('a', { review: at('end'), priority: 'urgent' })], { yes: true });
    day.begins('a');
    finishes(day);
    expect(day.running()).toEqual([R1]);
  });

  test('at the end waits for one that is still under way, and comes then', () => {
    const day = dayWith(['milestone', 'end']);
    day.fact('a', { type: 'session.milestone', text: 'almost' });
    finishes(day);
    expect(day.why('a')).toBe('its work is reviewed');
    judges(day, R1, 'continue');
    expect(day.task('a.review-2').spec.reviews).toMatchObject({ moment: 'end' });
    judges(day, 'a.review-2', 'accept');
    expect(day.shows('a')).toBe('done');
  });

  test('finds something while the checks of the finished work run: the author hears of it before it is done', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'almost' });
    endsTurn(day);
    judges(day, R1, 'revise', ['the hinge']);
    day.did();
    isChecked(day);
    expect(day.effects).toMatchObject([{ do: 'tell', text: expect.stringContaining('the hinge') }]);
  });
});

describe('a review nobody can give', () => {
  test('asks the person where its agent is missing', () => {
    const day = dayWith(['end']);
    finishes(day);
    const draft = { type: 'attempt.not_started', task: R1, session: day.session(R1) } as const;
    day.give({ kind: 'outcome', draft: { ...draft, code: 'agent.missing', message: 'codex is not here' } });
    expect(openAsk(day)?.body).toMatchObject({
      text: 'codex gave no verdict on a',
      context: 'codex is not here',
    });
  });

  test('asks the person where it stays at its cap, also after the day was over for that', () => {
    const day = dayWith(['end']);
    finishes(day);
    day.begins(R1);
    day.spends(R1, 2);
    day.exits(R1, null, 'SIGTERM');
    expect(day.state).toMatchObject({ phase: 'ended', exit: 3 });
    day.wish({ do: 'ask.deny', ask: openAsk(day)?.id ?? '', reason: null });
    expect(day.state.phase).toBe('running');
    day.wish({ do: 'ask.answer', ask: openAsk(day)?.id ?? '', option: 1 });
    expect(day.shows('a')).toBe('done');
  });

  test('can be tried again: then its verdict counts, and nobody is asked any more', () => {
    const day = dayWith(['end']);
    finishes(day);
    day.wish({ do: 'task.kill', task: R1 });
    day.exits(R1, null, 'SIGKILL');
    expect(openAsk(day)?.key).toBe(`review:${R1}`);
    day.wish({ do: 'task.retry', task: R1 });
    expect(day.state.open.isEmpty()).toBe(true);
    judges(day, R1, 'accept');
    expect(day.shows('a')).toBe('done');
  });
});

describe('a verdict that was given', () => {
  test('counts although the reviewer is at its limit, in trouble or dead right after', () => {
    for (const end of ['limit', 'trouble', 'death'] as const) {
      const day = dayWith(['end']);
      finishes(day);
      day.begins(R1);
      says(day, R1, 'accept');
      if (end === 'limit')
        day.fact(R1, { type: 'session.limited', source: 'hook', until: day.now + 9_000_000, text: 'limit' });
      if (end === 'trouble')
        day.fact(R1, { type: 'session.trouble', source: 'hook', trouble: 'auth', text: 'no', ended: true });
      day.exits(R1, null, 'SIGKILL');
      expect(day.shows('a')).toBe('done');
    }
  });
});

describe('an author', () => {
  test('at rest goes on at once when the person has decided on a review in between', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'half' });
    judges(day, R1, 'escalate');
    endsTurn(day);
    day.did();
    day.wish({ do: 'ask.answer', ask: openAsk(day)?.id ?? '', option: 1 });
    expect(day.did()).toEqual(['check']);
  });

  test('hears at once what the person sends back while it is at rest', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'half' });
    judges(day, R1, 'escalate');
    endsTurn(day);
    day.did();
    day.wish({ do: 'ask.answer', ask: openAsk(day)?.id ?? '', text: 'Use brass.' });
    expect(day.effects).toMatchObject([{ do: 'tell', text: expect.stringContaining('Use brass.') }]);
  });

  test('is timed again once the person has decided', () => {
    const day = dayWith(['milestone'], { timeout_ms: 3_600_000 });
    day.fact('a', { type: 'session.milestone', text: 'half' });
    judges(day, R1, 'escalate');
    day.asks('a', 'k');
    day.fact('a', { type: 'session.ask_gone', key: 'k', how: 'answered in its pane' });
    day.wish({ do: 'ask.answer', ask: openAsk(day)?.id ?? '', option: 1 });
    expect(day.state.sessions.get(day.session('a'))?.frozen_at).toBeNull();
  });

  test('that is killed takes its review along: nobody is asked, and the day ends', () => {
    const day = dayWith(['end']);
    finishes(day);
    day.wish({ do: 'task.kill', task: 'a' });
    day.exits(R1, null, 'SIGKILL');
    expect(day.state.open.isEmpty()).toBe(true);
    expect(day.state.phase).toBe('ended');
  });

  test('that is killed at work leaves no question about it behind', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'half' });
    judges(day, R1, 'escalate');
    day.wish({ do: 'task.kill', task: 'a' });
    day.exits('a', null, 'SIGKILL');
    expect(day.state.open.isEmpty()).toBe(true);
    expect(day.state.phase).toBe('ended');
  });

  test('under review cannot be sent to work past it', () => {
    const day = dayWith(['end']);
    finishes(day);
    expect(day.wish({ do: 'task.resume', task: 'a' })?.what).toContain('its work is reviewed');
    expect(day.running()).toEqual([R1]);
  });

  test('that is over is not asked about: what its reviewer wants is told', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'half' });
    finishes(day);
    expect(day.shows('a')).toBe('done');
    judges(day, R1, 'escalate');
    expect(day.last('notice.posted')?.text).toBe('codex wants you to decide on a: It is escalate.');
    expect(day.state.phase).toBe('ended');
  });
});
