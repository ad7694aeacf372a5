import type { EndCause } from '../../domain/event.ts';
import type { Step } from './step.ts';

/** Ends a session; the first cause wins. With a grace it may reach its next tool boundary. */
export const endSession = (step: Step, id: string, cause: EndCause, graceMs: number): void => {
  const session = step.state().sessions.get(id);
  if (session === undefined || !step.state().live.has(id)) return;
  const stronger = session.ending !== null && graceMs > 0;
  if (stronger) return;
  if (session.ending === null) step.emit({ type: 'session.ending', task: session.task, session: id, cause });
  // Stopped processes must run again to die in good order.
  if (session.paused && graceMs > 0) step.effect({ do: 'continue', session: id });
  if (graceMs > 0) step.effect({ do: 'halt', session: id, grace_ms: graceMs });
  else step.effect({ do: 'kill', session: id });
};
