import { expect, test } from 'vitest';
import { handOver } from '../../src/agents/hand-over.ts';
import type { Draft, Event } from '../../src/domain/event.ts';

const toldOf = (...drafts: readonly Draft[]): string => {
  const story = handOver();
  drafts.forEach((draft, i) => {
    story.take({ ...draft, seq: i + 1, at: 0, v: 1, day: 'd' } as Event);
  });
  return story.text();
};

test('a hand-over says what an earlier agent was told after a review', () => {
  const tell = 'codex has reviewed your work:\n\n- the hinge is missing';
  expect(toldOf({ type: 'review.sent_back', task: 'a', review: 'a.review-1', tell })).toBe(
    '- was told after a review: codex has reviewed your work: - the hinge is missing',
  );
});

test('a hand-over tells of a path that stayed shut by the answer alone', () => {
  const nudged = { type: 'session.nudged', task: 'a', session: 'a.1', text: 'stay inside' } as const;
  expect(toldOf({ ...nudged, key: 'path-p1' })).toBe('');
  expect(toldOf({ ...nudged, key: 'nudge-1' })).toBe('- was told that work is missing');
});

test('a hand-over stays short, however many checks failed', () => {
  const checks = Array.from({ length: 200 }, () => ({ what: 'c', ok: false, detail: 'z'.repeat(500) }));
  const checked = { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null } as const;
  expect(toldOf(checked).length).toBeLessThan(700);
});
