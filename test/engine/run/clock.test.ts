import { expect, it } from 'vitest';
import { systemClock } from '../../../src/engine/run/clock.ts';

const clocks = () => {
  const at = { wall: 1_000_000, steady: 500 };
  const clock = systemClock(
    () => at.wall,
    () => at.steady,
  );
  const pass = (wall: number, steady: number): void => {
    at.wall += wall;
    at.steady += steady;
  };
  return { clock, pass };
};

it('sees no jump while both clocks run alike, give or take a drift', () => {
  const { clock, pass } = clocks();
  pass(60_000, 60_000);
  expect(clock.jump()).toBe(0);
  pass(60_900, 60_000);
  expect(clock.jump()).toBe(0);
});

it('tells a jump once: a corrected clock, or a laptop that slept', () => {
  const { clock, pass } = clocks();
  pass(3_605_000, 5_000);
  expect(clock.jump()).toBe(3_600_000);
  expect(clock.jump()).toBe(0);
  pass(-7_199_000, 1_000);
  expect(clock.jump()).toBe(-7_200_000);
});
