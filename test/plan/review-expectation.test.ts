import { expect, test } from 'vitest';
import type { TaskSpec } from '../../src/domain/task.ts';
import { forecast } from '../../src/plan/forecast.ts';
import { reviewExpectation } from '../../src/plan/review-expectation.ts';
import { plainReview } from '../../src/taskfile/review.ts';
import { plainTask } from '../../src/taskfile/task.ts';

const task = (more: Partial<TaskSpec>): TaskSpec => ({ ...plainTask, id: 't', agents: ['claude'], ...more });
const limits = { max_agents: 1, max_cost_usd: null };

test('a review takes a share of what the work takes, as often as it may happen', () => {
  const wish = { ...plainReview(['codex']), at: ['end'] as const, rounds: 2 };
  const { usd } = reviewExpectation(task({ complexity: 'high', review: wish }), []);
  expect(usd.low).toBeCloseTo(0.25);
  expect(usd.mid).toBeCloseTo(0.9);
  expect(usd.high).toBeCloseTo(6);
});

test('it costs what its reviewer costs, and never more than its own cap', () => {
  const byDemo = task({ review: plainReview(['demo']) });
  expect(reviewExpectation(byDemo, []).usd.high).toBe(0);
  const ofDemo = task({ agents: ['demo'], review: plainReview(['claude']) });
  expect(reviewExpectation(ofDemo, []).usd.mid).toBeGreaterThan(0);
  const capped = task({ review: { ...plainReview(['claude']), rounds: 1, at: ['end'], max_cost_usd: 0.01 } });
  expect(reviewExpectation(capped, []).usd.high).toBe(0.01);
});

test('the day’s forecast has the reviews in its sum and in its time', () => {
  const plain = forecast([task({})], [], limits);
  const reviewed = forecast([task({ review: plainReview(['codex']) })], [], limits);
  expect(plain.reviews_usd.high).toBe(0);
  expect(reviewed.usd.mid).toBeCloseTo(plain.usd.mid + reviewed.reviews_usd.mid);
  expect(reviewed.wall_ms.mid).toBeGreaterThan(plain.wall_ms.mid);
});
