import { setTimeout } from 'node:timers/promises';
import type { GuardedKeys, KeysDelivery } from '../../agents/agent.ts';
import { shows, showsSoon } from './guard.ts';
import type { DeliveryRoom, Refusal } from './room.ts';

const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
const ENTER = '\r';
/** A busy agent shows what was typed only a moment later. */
const SHOWN_WITHIN_MS = 5_000;

/** Resolves early where the session ends. */
const settled = (ms: number, signal: AbortSignal): Promise<unknown> =>
  setTimeout(ms, null, { signal }).catch(() => null);

const DEAF = 'the agent does not read its input';

/** Pasted as one piece, the line ends inside a text do not submit it half way. */
export const keysFor = (data: string, bracketedPaste: boolean): string => {
  const body = data.endsWith(ENTER) ? data.slice(0, -1) : data;
  if (!bracketedPaste || !/[\r\n]/.test(body) || body.includes(PASTE_BEGIN)) return data;
  return `${PASTE_BEGIN}${body.replaceAll(PASTE_END, '')}${PASTE_END}${data.slice(body.length)}`;
};

/** Types only into the very dialog it is for, and submits only what it sees standing there. */
export const typed = async (
  keys: KeysDelivery,
  room: DeliveryRoom,
  signal: AbortSignal,
): Promise<Refusal> => {
  if (!shows(keys.guard, room)) return 'the agent no longer shows what this answers, so nothing was typed';
  if (!room.type(keysFor(keys.data, room.bracketedPaste()))) return DEAF;
  return keys.submit === undefined ? null : submitted(keys.submit, room, signal);
};

const ready = async (keys: GuardedKeys, room: DeliveryRoom, signal: AbortSignal): Promise<boolean> => {
  if (!(await showsSoon(keys.guard, room, { withinMs: SHOWN_WITHIN_MS, signal }))) return false;
  if (keys.after_ms === undefined) return true;
  await settled(keys.after_ms, signal);
  return !signal.aborted && shows(keys.guard, room);
};

const submitted = async (keys: GuardedKeys, room: DeliveryRoom, signal: AbortSignal): Promise<Refusal> => {
  if (!(await ready(keys, room, signal)))
    return 'it was typed, but the agent did not show it, so it was not submitted';
  if (!room.type(keys.data)) return DEAF;
  return keys.submit === undefined ? null : submitted(keys.submit, room, signal);
};

/** A program that is still starting shows only then that it hears. */
const STARTED_WITHIN_MS = 60_000;

/** The same, as soon as what it is for shows. */
export const typedOnceShown = async (
  keys: KeysDelivery,
  room: DeliveryRoom,
  signal: AbortSignal,
): Promise<Refusal> => {
  if (!(await showsSoon(keys.guard, room, { withinMs: STARTED_WITHIN_MS, signal })))
    return 'it did not show its prompt within a minute, so nothing was typed';
  return typed(keys, room, signal);
};
