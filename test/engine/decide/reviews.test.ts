import { describe, expect, test } from 'vitest';
import type { ReviewMoment, Verdict } from '../../../src/domain/review.ts';
import { Day, spec } from './day.ts';

const review = (at: readonly ReviewMoment[], rounds = 2) => ({
  by: ['codex'],
  model: null,
  at,
  rounds,
  max_cost_usd: null,
});

const dayWith = (at: readonly ReviewMoment[], rounds = 2): Day => {
  const day = new Day();
  day.start([
    spec('a', { review: review(at, rounds), description: 'Paint the door.' }),
    spec('b', { depends_on: ['a'] }),
  ]);
  day.begins('a');
  return day;
};

/** The author does its work and ends; its checks pass. */
const finishes = (day: Day): void => {
  day.fact('a', { type: 'session.turn_ended', source: 'hook', text: 'Painted it red.' });
  const turn = day.state.sessions.get(day.session('a'))?.turn?.n ?? 0;
  const checks = [{ what: 'door.md exists', ok: true, detail: '' }];
  day.give({
    kind: 'outcome',
    draft: { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null, turn },
  });
  day.exits('a', null, 'SIGTERM');
};

const judges = (
  day: Day,
  id: string,
  verdict: Verdict['verdict'],
  findings: readonly string[] = [],
): void => {
  day.begins(id);
  day.spends(id, 0.25);
  day.fact(id, { type: 'session.verdict', verdict, text: `It is ${verdict}.`, findings });
  day.fact(id, { type: 'session.turn_ended', source: 'hook', text: null });
  day.exits(id, null, 'SIGTERM');
  day.checked(id, []);
};

describe('a review at the end', () => {
  test('holds the task until it is accepted; then it is done and what waits for it starts', () => {
    const day = dayWith(['end']);
    finishes(day);
    expect(day.running()).toEqual(['a.review-1']);
    expect(day.task('a.review-1').spec).toMatchObject({
      agents: ['codex'],
      reviews: { task: 'a', moment: 'end', round: 1 },
    });
    expect(day.task('a.review-1').spec.description).toContain('Paint the door.');
    expect(day.task('a.review-1').spec.description).toContain('Painted it red.');
    expect(day.why('a')).toBe('its work is reviewed');
    judges(day, 'a.review-1', 'accept');
    expect(day.last('review.decided')).toMatchObject({ task: 'a', by: 'codex', action: 'accept', usd: 0.25 });
    expect(day.shows('a')).toBe('done');
    expect(day.running()).toEqual(['b']);
    expect(day.effects.map((effect) => effect.do)).toContain('keep_review');
  });

  test('sends findings back: the same conversation goes on with them, and is reviewed again', () => {
    const day = dayWith(['end']);
    const first = day.session('a');
    finishes(day);
    judges(day, 'a.review-1', 'revise', ['door.md: the hinge is missing']);
    expect(day.last('attempt.started')).toMatchObject({ task: 'a', resumes: first });
    expect(day.task('a').findings.join()).toContain('the hinge is missing');
    day.give({
      kind: 'outcome',
      draft: { type: 'review.told', task: 'a', session: day.session('a'), count: 1 },
    });
    day.begins('a');
    finishes(day);
    expect(day.task('a.review-2').spec.reviews).toMatchObject({ round: 2 });
    expect(day.task('a.review-2').spec.description).toContain('- door.md: the hinge is missing');
    judges(day, 'a.review-2', 'accept');
    expect(day.shows('a')).toBe('done');
  });

  test('asks a person once its rounds are used up; the person decides', () => {
    const day = dayWith(['end'], 1);
    finishes(day);
    judges(day, 'a.review-1', 'revise', ['still no hinge']);
    const ask = day.last('ask.opened');
    expect(ask?.body.context).toContain('still no hinge');
    expect(day.shows('a')).toBe('waiting');
    day.wish({ do: 'ask.answer', ask: ask?.ask ?? '', option: 1 });
    expect(day.shows('a')).toBe('done');
    expect(day.task('a').why).toBe('accepted by you');
  });

  test('a person can send it back with words of their own', () => {
    const day = dayWith(['end'], 1);
    finishes(day);
    judges(day, 'a.review-1', 'escalate');
    day.wish({ do: 'ask.answer', ask: day.last('ask.opened')?.ask ?? '', text: 'Use the brass hinge.' });
    expect(day.task('a').findings.join()).toContain('Use the brass hinge.');
    expect(day.running()).toEqual(['a']);
  });

  test('without a verdict, even when asked for it once more, asks a person', () => {
    const day = dayWith(['end']);
    finishes(day);
    const id = 'a.review-1';
    day.begins(id);
    day.fact(id, { type: 'session.turn_ended', source: 'hook', text: 'Looks fine to me.' });
    expect(day.last('session.nudged')?.text).toContain('give_verdict');
    day.works(id);
    day.fact(id, { type: 'session.turn_ended', source: 'hook', text: 'As I said.' });
    day.exits(id, null, 'SIGTERM');
    day.checked(id, []);
    expect(day.last('review.decided')).toMatchObject({ verdict: null, action: 'escalate' });
    expect(day.last('ask.opened')?.body.text).toBe('codex gave no verdict on a');
  });

  test('takes the verdict from the last words of one without the tool', () => {
    const day = dayWith(['end']);
    finishes(day);
    const id = 'a.review-1';
    day.begins(id);
    const text = 'I looked.\n\n```json\n{"verdict":"accept","text":"Good.","findings":[]}\n```';
    day.fact(id, { type: 'session.turn_ended', source: 'hook', text });
    day.exits(id, null, 'SIGTERM');
    day.checked(id, []);
    expect(day.shows('a')).toBe('done');
  });
});

describe('a review in between', () => {
  test('of a milestone lets the author go on meanwhile; one at a time is enough', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'frame done' });
    day.fact('a', { type: 'session.milestone', text: 'door done' });
    expect(day.running()).toEqual(['a', 'a.review-1']);
    judges(day, 'a.review-1', 'continue');
    expect(day.last('review.decided')).toMatchObject({ action: 'continue', tell: null });
    expect(day.running()).toEqual(['a']);
  });

  test('tells the author what to mend at the end of its turn, before its work is judged', () => {
    const day = dayWith(['milestone']);
    day.fact('a', { type: 'session.milestone', text: 'frame done' });
    judges(day, 'a.review-1', 'revise', ['the frame is crooked']);
    day.did();
    day.fact('a', { type: 'session.turn_ended', source: 'hook', text: null });
    expect(day.effects).toMatchObject([
      { do: 'tell', key: 'review-1.4', text: expect.stringContaining('crooked') },
    ]);
    day.fact('a', { type: 'session.told', key: 'review-1.4', via: 'keys' });
    day.works('a');
    day.did();
    day.fact('a', { type: 'session.turn_ended', source: 'hook', text: null });
    expect(day.did()).toEqual(['check']);
  });

  test('of a blocker brings advice; where nobody reviews, the person is asked', () => {
    const day = dayWith(['blocker']);
    day.fact('a', { type: 'session.blocker', text: 'Which paint?' });
    judges(day, 'a.review-1', 'continue', ['Take the oil paint']);
    expect(day.task('a').findings.join()).toContain('Take the oil paint');
    const alone = new Day();
    alone.start([spec('a')]);
    alone.begins('a');
    alone.fact('a', { type: 'session.blocker', text: 'Which paint?' });
    expect(alone.last('ask.opened')?.body).toMatchObject({ kind: 'question', text: 'Which paint?' });
  });

  test('comes by itself after 15 minutes without a milestone, and again 15 minutes later', () => {
    const day = dayWith(['silence']);
    day.passes(10 * 60_000);
    day.fact('a', { type: 'session.milestone', text: 'half of it' });
    day.passes(14 * 60_000);
    expect(day.running()).toEqual(['a']);
    day.fact('a', { type: 'session.progress', text: 'on it' });
    day.passes(61_000);
    expect(day.running()).toEqual(['a', 'a.review-1']);
    judges(day, 'a.review-1', 'continue');
    day.fact('a', { type: 'session.progress', text: 'on it' });
    day.passes(15 * 60_000);
    expect(day.running()).toContain('a.review-2');
  });
});

test('a changed task file leaves reviews alone', () => {
  const day = dayWith(['end']);
  finishes(day);
  const tasks = [spec('a', { review: review(['end']), description: 'Paint the door.' })];
  day.give({
    kind: 'file',
    file: 'tasks/today.yaml',
    day: { date: '2026-11-21', max_cost_usd: null, max_agents: null, tasks },
  });
  expect(day.running()).toEqual(['a.review-1']);
});
