import { fingerprint } from '../fingerprint.ts';

/** Who calls the host: hooks of a worker, hooks of a reviewer, and the word that a held hook has its answer. */
export const WORKER = 'hook';
export const REVIEWER = 'reviewer';
export const ANSWERED = 'answered';

const RECORDS = 'chats:';

/** A source of records knows whose they are: conversations of earlier attempts lie beside. */
export const recordsOf = (conversation: string): string => `${RECORDS}${conversation}`;

export const conversationOf = (source: string): string | null =>
  source.startsWith(RECORDS) ? source.slice(RECORDS.length) : null;

/** Stands in a reply for a word nobody can guess; the hook's script puts it there. */
export const PASS = '@pass@';

/** In a reply that a person gave. */
export const BY_PERSON = 'by_person';

const HEX = 16;

/**
 * Each launch begins a conversation of its own, by an id that tells so (a UUID of version 8): orch would
 * name one anew as the one before it, which Gemini refuses.
 */
export const newConversation = (session: string): string => {
  const hex = `${fingerprint(session)}${fingerprint(`${session}\n`)}`.slice(0, 2 * HEX);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** It is told of only once something was said in it: one that is not begun cannot go on. */
export const isBegun = (conversation: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-/.test(conversation);
