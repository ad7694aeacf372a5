import type { DayState, TaskEntry } from './model.ts';

export type Choice = { readonly agent: string } | { readonly waits_until: number };

const isThere = (state: DayState, agent: string): boolean => {
  const found = state.agents.get(agent);
  return found === undefined || (found.path !== null && found.signed_in !== false);
};

const isFree = (state: DayState, agent: string): boolean => !state.limited.has(agent);

/** Who else of the task's list could take it now: there, signed in, under its limits, not tried yet. */
export const otherAgent = (state: DayState, task: TaskEntry, than: string): string | null =>
  task.spec.agents.find(
    (agent) =>
      agent !== than && isThere(state, agent) && isFree(state, agent) && !task.given_up.includes(agent),
  ) ?? null;

/**
 * The first of the task's list that is there, signed in, under its limits and has not failed at
 * it; a conversation that was cut short stays with its agent. Where none is left, those that
 * failed are asked again.
 */
export const chooseAgent = (state: DayState, task: TaskEntry): Choice => {
  const { agents } = task.spec;
  const present = agents.filter((agent) => isThere(state, agent));
  // Nothing there: the launch says what is missing and how to mend it.
  if (present.length === 0) return { agent: agents[0] ?? '' };
  const free = present.filter((agent) => isFree(state, agent));
  const fresh = free.filter((agent) => !task.given_up.includes(agent));
  const before = task.resumes === null ? undefined : state.sessions.get(task.resumes)?.agent;
  const chosen = fresh.find((agent) => agent === before) ?? fresh[0] ?? free[0];
  if (chosen !== undefined) return { agent: chosen };
  return { waits_until: Math.min(...present.map((agent) => state.limited.get(agent)?.until ?? 0)) };
};

/** Some ready task waits for nothing but a plan's reset. */
export const waitsForReset = (state: DayState): boolean =>
  !state.limited.isEmpty() &&
  state.ready.some((id) => {
    const task = state.tasks.get(id);
    return task !== undefined && 'waits_until' in chooseAgent(state, task);
  });
