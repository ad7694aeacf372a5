import { setTimeout as pause } from 'node:timers/promises';
import { hostOf } from '../../host/lock.ts';
import { readProcess } from '../../host/proc.ts';
import { killTree, type Root } from '../../host/tree.ts';
import type { SessionEntry } from '../../state/model.ts';
import type { HostOrder } from '../../wire/messages.ts';
import type { EffectParts } from './effect-parts.ts';

/** A host that takes longer than this to answer is stopped or hangs. */
const PATIENCE_MS = 2_000;
/** A host gives its agent a moment after the grace to put its files down. */
const FAREWELL_MS = 1_500;

type EndingParts = Omit<EffectParts, 'journal'>;

/** As long as its host is its parent, a pid is nobody else's: an unreaped one is not given anew. */
const rootOf = ({ pid, host_pid }: SessionEntry): Root | null => {
  const agent = pid === null ? null : readProcess(pid);
  return agent !== null && agent.parent === host_pid ? { pid: agent.pid, started: agent.started } : null;
};

/** A stopped host obeys nobody, and its agent works on: the agent is ended past it. Woken, the host tells of it. */
const endPast = async ({ layout, state, post }: EndingParts, session: string): Promise<void> => {
  const entry = state().sessions.get(session);
  const host = hostOf(layout.session(session));
  if (entry === undefined || host === null) return;
  await killTree({ project: layout.project, session, root: rootOf(entry) });
  const text = `${entry.task}: its session host (pid ${host}) does not answer, so its agent was ended without it; \`kill -CONT ${host}\` lets the host say so`;
  post({
    kind: 'outcome',
    draft: { type: 'notice.posted', level: 'warning', task: entry.task, text },
  });
};

/** Ends a session, at once without a grace. One that has no host is buried: nothing else would end it. */
export const endSession = async (parts: EndingParts, session: string, graceMs: number): Promise<void> => {
  const { layout, state, sessions } = parts;
  await parts.launches.over(session);
  if (!state().live.has(session)) return;
  if (hostOf(layout.session(session)) === null && !sessions.linked.includes(session)) {
    await sessions.reach(session);
    return;
  }
  const order: HostOrder = graceMs > 0 ? { do: 'halt', grace_ms: graceMs } : { do: 'kill' };
  const obeyed = sessions.order(session, order);
  const late = pause(graceMs > 0 ? graceMs + FAREWELL_MS : PATIENCE_MS, null, { ref: false });
  const done = await (graceMs > 0 ? late : Promise.race([obeyed, late]));
  if (done?.ok === true || !state().live.has(session)) return;
  if (!(await sessions.answers(session, PATIENCE_MS))) await endPast(parts, session);
};
