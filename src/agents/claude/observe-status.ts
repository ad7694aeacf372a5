import type { AgentState, Fact } from '../../domain/fact.ts';
import { type OscStatus, oscStatus } from '../osc-status.ts';
import type { Remembered } from './memory.ts';
import { gone, nothingNew, type Step } from './step.ts';

/** Signed out it says it is blocked; no answer of a person's in its pane would help. */
const stateOf = (status: OscStatus): AgentState =>
  status.state === 'blocked' && status.kind === 'auth' ? 'error' : status.state;

/** Nothing of it is under way. */
export const AT_REST: ReadonlySet<AgentState> = new Set(['idle', 'done', 'error']);

const HOW = 'settled in its pane';

/** Dialogs left the screen; at the end of a turn no tool waits either. */
const settled = (before: Remembered, next: AgentState): readonly string[] =>
  Object.entries(before.waiting).flatMap(([key, kind]) =>
    (kind === 'dialog' && before.state === 'blocked') || AT_REST.has(next) ? [key] : [],
  );

const turnEnded = (before: Remembered, next: AgentState): readonly Fact[] =>
  next === 'done' && before.state !== 'done'
    ? [{ type: 'session.turn_ended', source: 'osc', text: before.lastWords }]
    : [];

/**
 * Its own word on its state, the best there is: `done` comes when a turn is over and nothing of
 * it goes on in the background, `idle` after Esc.
 */
export const onStatus = (before: Remembered, data: string): Step => {
  const status = oscStatus(data);
  if (status === null) return nothingNew(before);
  const state = stateOf(status);
  const { message } = status;
  const over = state === 'blocked' ? nothingNew(before) : gone(before, settled(before, state), HOW);
  const lastWords = AT_REST.has(state) ? null : before.lastWords;
  return {
    state: { ...over.state, state, lastWords },
    facts: [
      ...over.facts,
      { type: 'session.state', state, source: 'osc', message },
      ...turnEnded(before, state),
    ],
  };
};
