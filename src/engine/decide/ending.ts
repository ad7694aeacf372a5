import { restsOn } from '../../domain/ask.ts';
import type { EndCause } from '../../domain/event.ts';
import type { SessionEntry } from '../../state/model.ts';
import { openAsksOf } from './asks.ts';
import type { Step } from './step.ts';

/** Waiting for a person's word is a boundary already. */
const AT_ONCE_MS = 1;

/** How long it may still run: one frozen for breaking a rule not a moment, it would go on breaking it. */
const graceOf = (step: Step, session: SessionEntry, graceMs: number): number => {
  const waits = openAsksOf(step.state(), { session: session.id }).filter((ask) => ask.answer === null);
  if (waits.some((ask) => ask.body.kind === 'violation')) return 0;
  return waits.some((ask) => restsOn(ask.body)) ? Math.min(graceMs, AT_ONCE_MS) : graceMs;
};

/** What a person ends stays ended, even where a cap or the day's end was halting it already. */
const persons: ReadonlySet<EndCause> = new Set(['person', 'violation']);

/** Ends a session; the first cause wins, but for a person's word. With a grace it may reach its next tool boundary. */
export const endSession = (step: Step, id: string, cause: EndCause, wantedMs: number): void => {
  const session = step.state().sessions.get(id);
  if (session === undefined || !step.state().live.has(id)) return;
  const graceMs = graceOf(step, session, wantedMs);
  const overrides = persons.has(cause) && session.ending !== null && !persons.has(session.ending);
  if (session.ending !== null && graceMs > 0) return;
  if (session.ending === null || overrides)
    step.emit({ type: 'session.ending', task: session.task, session: id, cause });
  // Stopped processes must run again to die in good order.
  if (session.paused && graceMs > 0) step.effect({ do: 'continue', session: id });
  if (graceMs > 0) step.effect({ do: 'halt', session: id, grace_ms: graceMs });
  else step.effect({ do: 'kill', session: id });
};
