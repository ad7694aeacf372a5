import type { Reconciled } from '../../domain/event.ts';
import { findOrphans, killTree } from '../../host/tree.ts';
import type { DayState } from '../../state/model.ts';
import type { Input } from '../decide/input.ts';
import type { Layout } from './layout.ts';
import type { Sessions } from './sessions.ts';
import { listWorktrees } from './workspace/list.ts';

interface ReconcileParts {
  readonly layout: Layout;
  readonly state: () => DayState;
  readonly post: (input: Input) => void;
  readonly sessions: Sessions;
}

const ends = {
  alive: 'still at work; read on',
  silent: 'stopped; read on when it answers',
  gone: 'its host is gone; its last facts were read, its agent ended',
} as const;

/** Hosts that outlived the last engine are read on from; dead ones are buried. */
const reachHosts = async ({ state, sessions }: ReconcileParts): Promise<Reconciled[]> => {
  const begun = [...state().live].filter((id) => state().sessions.get(id)?.host_pid !== null);
  return Promise.all(
    begun.map(async (session): Promise<Reconciled> => {
      const end = await sessions.reach(session);
      return { kind: end === 'gone' ? 'spool' : 'host', what: session, did: ends[end] };
    }),
  );
};

/** Processes that carry the mark of a session of this project which no longer lives. */
const endOrphans = async ({ state, layout }: ReconcileParts): Promise<Reconciled[]> => {
  const orphans = new Set(
    findOrphans()
      .filter(({ project, session }) => project === layout.project && !state().live.has(session))
      .map(({ session }) => session),
  );
  for (const session of orphans) await killTree({ project: layout.project, session, root: null });
  return [...orphans].map((session) => ({ kind: 'orphan', what: session, did: 'its processes were ended' }));
};

/** Work is never deleted on its own: a worktree without a task of this day is only named. */
const nameWorktrees = async ({ state, layout }: ReconcileParts): Promise<Reconciled[]> => {
  const listed = await listWorktrees(layout.project);
  return listed
    .filter((tree) => !state().tasks.has(tree.task) && tree.dirty !== false)
    .map((tree) => ({ kind: 'worktree', what: tree.task, did: 'kept: it holds work of an earlier day' }));
};

const waitingQuestions = ({ state }: ReconcileParts): Reconciled[] =>
  [...state().open]
    .filter((id) => state().asks.get(id)?.body.kind === 'question')
    .map((id) => ({ kind: 'question', what: id, did: 'still waits for you' }));

/** At start: what the last engine left behind is found, named and dealt with. */
export const reconcile = async (parts: ReconcileParts): Promise<void> => {
  const found = [
    ...(await reachHosts(parts)),
    ...(await endOrphans(parts)),
    ...(await nameWorktrees(parts)),
    ...waitingQuestions(parts),
  ];
  if (found.length > 0) parts.post({ kind: 'outcome', draft: { type: 'engine.reconciled', found } });
};
