import { forcesMain, type GitCall, gitCall } from '../../safety/git-words.ts';

export type Ruling = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

const yes: Ruling = { allowed: true };
const no = (why: string): Ruling => ({ allowed: false, why });

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

const onlyReads = ({ verb, args }: GitCall): boolean => {
  if (verb === null) return true;
  const reads = READS.has(verb) || (Object.hasOwn(sometimes, verb) && (sometimes[verb]?.(args) ?? false));
  return reads && !args.some((arg) => WRITES.test(arg));
};

/** Settings that change how output looks; any other may start a program. */
const HARMLESS_SETTING =
  /^(?:color\.|column\.|core\.(?:quotepath|abbrev)=|log\.|i18n\.|diff\.(?:algorithm|renames|context|noprefix)=)/i;

const strangeSetting = (before: readonly string[]): string | null => {
  for (const [index, word] of before.entries()) {
    if (/^--(?:exec-path|config-env)(?:=|$)/.test(word)) return word;
    const setting = before[index - 1] === '-c' ? word : null;
    if (setting !== null && !HARMLESS_SETTING.test(setting)) return `-c ${setting}`;
  }
  return null;
};

/** Whether the git skill may make this call. `args` as given, without `git` itself. */
export const judgeGit = (args: readonly string[], approved: boolean): Ruling => {
  const call = gitCall(args);
  if (forcesMain(call)) return no('a push by force to main or master is never made');
  if (approved) return yes;
  const setting = strangeSetting(call.before);
  if (setting !== null) return no(`\`${setting}\` may start a program: that needs the task's approval`);
  if (onlyReads(call)) return yes;
  return no(
    `\`git ${[call.verb ?? '', ...call.args.slice(0, 1)].join(' ').trim()}\` writes: that needs the task's approval`,
  );
};
