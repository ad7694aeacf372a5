import type { Fact } from '../../domain/fact.ts';
import { numberOf, textOf } from '../record.ts';
import { endAsksOf } from './asks.ts';
import { fieldsOf } from './fields.ts';
import { type Failed, type Fields, type Known, type Step, unchanged } from './known.ts';
import { failure, isLong, troubleIn } from './trouble.ts';

const isRoot = (known: Known, session: unknown): boolean =>
  session === known.root || (known.root === null && !known.helpers.includes(String(session)));

/** Sessions with a parent are helpers'; the latest without one is what the person sees. */
export const onSession = (known: Known, info: Fields): Step => {
  const id = textOf(info.id);
  if (id === null) return unchanged(known);
  if (textOf(info.parentID) !== null) {
    if (known.helpers.includes(id)) return unchanged(known);
    return unchanged({ ...known, helpers: [...known.helpers, id] });
  }
  if (known.root === id) return unchanged(known);
  const cwd = textOf(info.directory) ?? known.cwd;
  return {
    facts: [{ type: 'session.conversation', id }],
    known: { ...known, root: id, cwd, status: 'unknown' },
  };
};

const wordsOf = (known: Known): string | null => {
  const text = Object.values(known.words).join('\n').trim();
  return text === '' ? null : text;
};

const endOf = (known: Known): Fact | null => {
  const { failed } = known;
  // Put to rest while it waited to try again, it says nothing of having been interrupted.
  const interrupted = known.interrupted || known.retry !== null;
  const source = 'hook';
  if (failed?.limited != null)
    return { type: 'session.limited', source, until: failed.limited.until, text: failed.text };
  if (failed !== null)
    return { type: 'session.trouble', source, trouble: failed.trouble, text: failed.text, ended: true };
  return interrupted ? null : { type: 'session.turn_ended', source, text: wordsOf(known) };
};

const onIdle = (known: Known, session: string): Step => {
  const closed = endAsksOf(known, session);
  if (!isRoot(known, session) || known.status !== 'busy') return closed;
  const end = endOf(known);
  const status = end?.type === 'session.turn_ended' ? 'done' : 'idle';
  return {
    facts: end === null ? closed.facts : [...closed.facts, end],
    known: { ...closed.known, status, calls: {}, early: [], retry: null, interrupted: false },
  };
};

const onBusy = (known: Known, session: string): Step =>
  isRoot(known, session)
    ? unchanged({ ...known, status: 'busy', failed: null, retry: null })
    : unchanged(known);

// OpenCode's own word for a plan that is used up; all else it tries again it will try again soon.
const PLAN_LIMITS = new Set(['free_tier_limit', 'account_rate_limit']);

const retried = (status: Fields, now: number): Failed => {
  const text = textOf(status.message) ?? '';
  const until = numberOf(status.next);
  const plan = PLAN_LIMITS.has(textOf(fieldsOf(status.action).reason) ?? '');
  const limited = plan || (until !== null && isLong(until, now)) ? { until } : null;
  return { trouble: troubleIn(text), text, limited };
};

const onRetry = (known: Known, status: Fields): Step => {
  const retry = retried(status, known.at);
  const { trouble, text, limited } = retry;
  const source = 'hook';
  const fact: Fact =
    limited === null
      ? { type: 'session.trouble', source, trouble, text, ended: false }
      : { type: 'session.limited', source, until: limited.until, text };
  return { facts: [fact], known: { ...known, retry } };
};

export const onStatus = (known: Known, session: string, status: Fields): Step => {
  if (status.type === 'idle') return onIdle(known, session);
  if (status.type !== 'busy' && status.type !== 'retry') return unchanged(known);
  const busy = onBusy(known, session);
  return status.type === 'retry' && isRoot(known, session) ? onRetry(busy.known, status) : busy;
};

const outOfTurn = (known: Known, failed: Failed, ended: boolean): Step => {
  if (known.failed?.text === failed.text) return unchanged(known);
  const { trouble, text } = failed;
  return {
    facts: [{ type: 'session.trouble', source: 'hook', trouble, text, ended }],
    known: ended ? { ...known, failed, status: 'idle' } : known,
  };
};

/** An error ends a turn only once it rests: OpenCode goes on after some, as with a conversation grown too long. */
export const onError = (known: Known, { sessionID, error }: Fields): Step => {
  if (sessionID !== undefined && !isRoot(known, sessionID)) return unchanged(known);
  const said = fieldsOf(error);
  if (said.name === 'MessageAbortedError') return unchanged({ ...known, interrupted: true });
  const failed = failure(said, known.at);
  if (sessionID !== undefined && known.status === 'busy') return unchanged({ ...known, failed });
  // Of no session: a plugin that does not load, a server of tools that is not there.
  return outOfTurn(known, failed, sessionID !== undefined);
};

const NO_MODEL =
  'OpenCode has no model to work with: its provider is not signed in, or the name of the model is misspelt';

/** Without a single model OpenCode waits in a dialog of its own: nothing would ever come of it. */
export const onModels = (known: Known, { count }: Fields): Step =>
  count === 0
    ? outOfTurn(known, { trouble: 'model', text: NO_MODEL, limited: null }, true)
    : unchanged(known);

export const onNotResumed = (known: Known, { text }: Fields): Step => {
  const why = `OpenCode does not go on with the conversation: ${textOf(text)}`;
  return outOfTurn(known, { trouble: 'other', text: why, limited: null }, true);
};
