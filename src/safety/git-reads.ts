import type { GitCall } from './git-words.ts';

/** Verbs that only ever read, whatever their arguments, but for `writes` below. */
const READS = new Set(
  [
    'annotate blame cat-file check-attr check-ignore cherry count-objects describe diff diff-files diff-index',
    'diff-tree for-each-ref grep help log ls-files ls-tree merge-base name-rev range-diff rev-list rev-parse',
    'shortlog show show-branch show-ref status var version whatchanged',
  ]
    .join(' ')
    .split(' '),
);

/** Options by which a reading verb would write a file or start a program. */
const WRITES = /^(?:--output(?:=|$)|-O|--open-files-in-pager|--ext-diff$|--textconv$|--filters$)/;

const isOption = (arg: string): boolean => arg.startsWith('-');

const branchReads = new Set(
  '-a -r -v -vv -l --list --all --remotes --show-current --verbose --contains --no-contains --merged --no-merged --points-at'.split(
    ' ',
  ),
);
const listingOptions =
  /^--(?:sort|format|color|column|abbrev|contains|no-contains|merged|no-merged|points-at)(?:=|$)/;

const listsBranches = (args: readonly string[]): boolean => {
  const lists = args.some((arg) => branchReads.has(arg) || listingOptions.test(arg));
  const known = args.filter(isOption).every((arg) => branchReads.has(arg) || listingOptions.test(arg));
  // `-v name` would make a branch; only these take a name and still read.
  const named = args.some((arg) => !isOption(arg));
  const takesName = args.some((arg) =>
    /^(?:-l|--list|--contains|--no-contains|--merged|--no-merged|--points-at)$/.test(arg),
  );
  return known && (args.length === 0 || lists) && (!named || takesName);
};

const first = (args: readonly string[], ...words: readonly string[]): boolean =>
  words.includes(args[0] ?? '');

/** Verbs that read in one form and write in another. */
const sometimes: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  branch: listsBranches,
  tag: (args) =>
    args.length === 0 || (first(args, '-l', '--list', '-n') && !args.some((arg) => /^-[dfasum]/.test(arg))),
  remote: (args) =>
    args.length === 0 || (first(args, '-v', '--verbose') && args.length === 1) || first(args, 'get-url'),
  config: (args) => first(args, '--get', '--get-all', '--get-regexp', '--list', '-l', 'get', 'list'),
  stash: (args) => first(args, 'list', 'show'),
  worktree: (args) => first(args, 'list'),
  reflog: (args) => args.length === 0 || first(args, 'show'),
  submodule: (args) => first(args, 'status'),
  notes: (args) => first(args, 'list', 'show'),
};

/** Whether a git call leaves the repository as it is; one that can write counts as writing. */
export const onlyReads = ({ verb, args }: GitCall): boolean => {
  if (verb === null) return true;
  const reads = READS.has(verb) || (Object.hasOwn(sometimes, verb) && (sometimes[verb]?.(args) ?? false));
  return reads && !args.some((arg) => WRITES.test(arg));
};
