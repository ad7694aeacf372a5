import type { AgentState, FactSource } from '../domain/fact.ts';

/** What one source last said an agent is doing. */
export interface Claim {
  readonly state: AgentState;
  readonly at: number;
  readonly message: string | null;
}

export type Claims = Readonly<Partial<Record<FactSource, Claim>>>;

/** Sure sources hold against a likely one, that against a guess: 0 is best. */
const ranks: Readonly<Record<FactSource, number>> = {
  osc: 0,
  hook: 0,
  file: 0,
  stream: 0,
  mcp: 0,
  protocol: 0,
  process: 0,
  title: 1,
  screen: 2,
};

const entries = (claims: Claims): readonly (readonly [FactSource, Claim])[] =>
  Object.entries(claims) as unknown as readonly (readonly [FactSource, Claim])[];

/** Whose word counts: the latest of the best kind of source that has spoken. */
export const trusted = (claims: Claims): readonly [FactSource, Claim] | null => {
  let best: readonly [FactSource, Claim] | null = null;
  for (const entry of entries(claims)) {
    const better = best === null ? -1 : ranks[entry[0]] - ranks[best[0]];
    if (best === null || better < 0 || (better === 0 && entry[1].at >= best[1].at)) best = entry;
  }
  return best;
};

/** Which other sources say something else, latest first. */
export const doubters = (claims: Claims): readonly (readonly [FactSource, Claim])[] => {
  const held = trusted(claims);
  if (held === null) return [];
  return entries(claims)
    .filter(([source, claim]) => source !== held[0] && claim.state !== held[1].state)
    .sort((a, b) => b[1].at - a[1].at);
};
