import { hostOf } from '../../host/lock.ts';
import type { EffectParts } from './effect-parts.ts';

/** Ends a session. One that has no host, its launch having failed, is buried at once: nothing else would end it. */
export const endSession = async (parts: EffectParts, session: string, graceMs: number): Promise<void> => {
  const { layout, state, sessions } = parts;
  if (!state().live.has(session)) return;
  if (hostOf(layout.session(session)) === null && !sessions.linked.includes(session)) {
    await sessions.reach(session);
    return;
  }
  await sessions.order(session, graceMs > 0 ? { do: 'halt', grace_ms: graceMs } : { do: 'kill' });
};
