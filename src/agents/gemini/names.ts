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
