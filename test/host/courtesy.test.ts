import { describe, expect, test } from 'vitest';
import { Courtesy } from '../../src/host/courtesy.ts';

const KB = 1024;
const MB = 1024 * KB;

/** An agent's output on a clock that only its pauses move. */
const watchedBy = (people: number) => {
  let [now, rested] = [0, 0];
  const world = {
    now: () => now,
    sleep: (ms: number): void => {
      now += ms;
      rested += ms;
    },
  };
  const courtesy = new Courtesy(() => people > 0, world);
  return {
    prints: (bytes: number): void => {
      for (let left = bytes; left > 0; left -= 4 * KB) courtesy.printed(4 * KB);
    },
    passes: (ms: number): void => {
      now += ms;
    },
    rested: (): number => rested,
  };
};

describe('an agent nobody watches', () => {
  test('prints its first megabyte as fast as it can, and is then read with pauses', () => {
    const agent = watchedBy(0);
    agent.prints(MB - 4 * KB);
    expect(agent.rested()).toBe(0);
    agent.prints(7 * MB);
    expect(agent.rested()).toBeGreaterThan(800);
    expect(agent.rested()).toBeLessThan(1_000);
  });

  test('is read at once again after it was calm', () => {
    const agent = watchedBy(0);
    agent.prints(2 * MB);
    const before = agent.rested();
    agent.passes(300);
    agent.prints(MB - 4 * KB);
    expect(agent.rested()).toBe(before);
  });
});

test('an agent somebody watches never waits', () => {
  const agent = watchedBy(1);
  agent.prints(20 * MB);
  expect(agent.rested()).toBe(0);
});
