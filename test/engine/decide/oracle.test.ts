import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventLine } from '../../../src/domain/event.ts';
import { mayStart } from '../../../src/engine/decide/schedule.ts';
import { chooseAgent } from '../../../src/state/choose-agent.ts';
import { initialState } from '../../../src/state/model.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { asKept, forgottenTasks, fromScratch } from './oracle.ts';
import { move, tasks } from './random-day.ts';
import { World } from './world.ts';

const RUNS = Number(process.env.ORACLE_RUNS ?? 200);

const holds = (world: World): void => {
  const { day } = world;
  const { state } = day;
  const [kept, plain] = [asKept(state), fromScratch(state)];
  expect({ ...kept, spend: 0 }).toEqual({ ...plain, spend: 0 });
  expect(kept.spend).toBeCloseTo(plain.spend, 9);
  expect(state.live.size).toBeLessThanOrEqual(state.max_agents);
  // Nothing that could run is left lying while there is room.
  const idle = [...state.ready].filter(
    (id) => mayStart(day.task(id)) && 'agent' in chooseAgent(state, day.task(id)),
  );
  if (state.phase === 'running' && !state.capped && state.live.size < state.max_agents)
    expect(idle).toEqual([]);
  expect({ sessions: world.forgotten(), tasks: forgottenTasks(state) }).toEqual({ sessions: [], tasks: [] });
};

/** A day that breaks a rule is told by its events. */
const told = (world: World, check: (world: World) => void): void => {
  try {
    check(world);
  } catch (cause) {
    const story = world.day.events.map((event) => eventLine(event).slice(0, 300)).join('\n');
    throw new Error(story, { cause });
  }
};

it('keeps its indices, its caps and its places true on any day', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { minLength: 20, maxLength: 100, size: 'max' }), (list, moves) => {
      const world = new World(list, { max_agents: 2, max_cost_usd: 4 });
      holds(world);
      for (const act of moves) {
        world.does(act);
        told(world, holds);
      }
    }),
    { numRuns: RUNS },
  );
});

it('comes to the same state when its journal is replayed', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { minLength: 20, maxLength: 80, size: 'max' }), (list, moves) => {
      const world = new World(list, { max_agents: 2, max_cost_usd: 4 });
      const { day } = world;
      for (const act of moves) world.does(act);
      const stored = day.events.map((event) => JSON.parse(JSON.stringify(event)));
      expect(stored.reduce(reduce, initialState)).toEqual(day.state);
      expect(stored.map((event) => event.seq)).toEqual(stored.map((_event, i) => i + 1));
    }),
    { numRuns: 150 },
  );
});

it('starts nothing once the cap is reached, and nothing new while the day is stopping', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { minLength: 20, maxLength: 100, size: 'max' }), (list, moves) => {
      const world = new World(list, { max_agents: 2, max_cost_usd: 2 });
      const { day } = world;
      for (const act of moves) {
        const before = day.state;
        const seen = day.events.length;
        world.does(act);
        const began = day.events.slice(seen).some((event) => event.type === 'attempt.started');
        if (before.capped && day.state.capped) expect(began).toBe(false);
        if (before.phase === 'stopping' && day.state.phase === 'stopping') expect(began).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});
