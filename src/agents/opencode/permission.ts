import type { AskBody } from '../../domain/ask.ts';
import type { Fact } from '../../domain/fact.ts';
import { forbidden } from '../forbidden.ts';
import { textOf } from '../record.ts';
import { fieldsOf, textsOf } from './fields.ts';
import type { Fields } from './known.ts';

interface Wanted {
  readonly text: string;
  readonly subject: string;
  readonly context: string | null;
}

const folderOf = (pattern: string): string => pattern.replace(/\/\*+$/, '');

const outsideOf = (patterns: readonly string[], data: Fields): Wanted => {
  const from = textOf(data.command) ?? textOf(data.filepath);
  return {
    text: 'Work outside its folder',
    subject: patterns.map(folderOf).join(' '),
    context: from === null ? null : `for: ${from}`,
  };
};

/** What a tool wants to do, in a person's words, and exactly what with. */
const wantedOf = (asked: Fields): Wanted => {
  const patterns = textsOf(asked.patterns);
  const data = fieldsOf(asked.metadata);
  const first = patterns.join(' ');
  switch (asked.permission) {
    case 'bash':
      return { text: 'Run a command', subject: textOf(data.command) ?? first, context: null };
    case 'edit':
      return { text: 'Edit a file', subject: textOf(data.filepath) ?? first, context: null };
    case 'read':
      return { text: 'Read a file', subject: first, context: null };
    case 'webfetch':
      return { text: 'Open a page', subject: textOf(data.url) ?? first, context: null };
    case 'websearch':
    case 'codesearch':
      return { text: 'Search the web', subject: textOf(data.query) ?? first, context: null };
    case 'external_directory':
      return outsideOf(patterns, data);
    case 'task':
      return {
        text: `Call the helper “${first}”`,
        subject: `task ${first}`,
        context: textOf(data.description),
      };
    case 'doom_loop':
      return { text: 'Do the same a further time', subject: `doom_loop ${first}`, context: null };
    default:
      return {
        text: `Use the tool ${asked.permission}`,
        subject: `${asked.permission} ${first}`,
        context: null,
      };
  }
};

// Read back from a file in a worktree's `.git` on: whoever writes there writes to the repository.
const isRepository = (path: string): boolean => /(^|\/)\.git(\/|$)/.test(path);

const forbiddenIn = (asked: Fields, { subject }: Wanted): string | null => {
  if (asked.permission === 'bash') return forbidden(subject);
  if (asked.permission !== 'edit' || !isRepository(subject)) return null;
  return 'it writes into the repository: only a person does that';
};

const bodyOf = (
  kind: 'permission' | 'violation',
  wanted: Wanted,
  context: readonly (string | null)[],
): AskBody => ({
  kind,
  text: wanted.text,
  options: [],
  recommended: null,
  context: context.filter((line) => line !== null).join('\n') || null,
  impact: null,
  subject: wanted.subject,
  layer: 'hook',
});

export const permissionKey = (id: string): string => `permission:${id}`;

type PermissionFact = Extract<Fact, { type: 'session.asked' | 'session.violated' }>;

/** OpenCode holds a tool until it is answered: an ask, or a broken rule where nobody may do that. */
export const permissionFact = (asked: Fields, cwd: string | null, why: string | null): PermissionFact => {
  const wanted = wantedOf(asked);
  const key = permissionKey(textOf(asked.id) ?? '');
  const context = [cwd === null ? null : `in ${cwd}`, why, wanted.context];
  const broken = forbiddenIn(asked, wanted);
  const source = 'hook';
  if (broken === null)
    return { type: 'session.asked', key, source, ask: bodyOf('permission', wanted, context) };
  return { type: 'session.violated', key, source, ask: bodyOf('violation', wanted, [broken, ...context]) };
};
