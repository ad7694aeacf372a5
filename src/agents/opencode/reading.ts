/** Commands that only read, whatever files of the project they are given. */
const READERS = [
  ...['ls', 'cat', 'head', 'tail', 'wc', 'grep', 'rg', 'find', 'sort', 'cut', 'diff', 'cmp', 'stat', 'file'],
  ...['du', 'df', 'tree', 'pwd', 'echo', 'which', 'basename', 'dirname', 'realpath', 'date', 'true', 'nl'],
  ...[
    'git status',
    'git log',
    'git diff',
    'git show',
    'git blame',
    'git ls-files',
    'git grep',
    'git rev-parse',
  ],
];

/** Exactly these, no more words. */
const EXACTLY = [
  'git branch',
  'git branch --show-current',
  'git branch -a',
  'git remote -v',
  'node --version',
];

/** What makes a reader write, start a program, or look outside of where it works. */
const EXCEPT = [
  ...['* /*', '*"/*', "*'/*", '*=/*', '*~*', '*..*', '*$*', '*`*', '*>*', '*<(*'],
  ...['find *-exec*', 'find *-ok*', 'find *-delete*', 'find *-fprint*', 'find *-fls*', 'rg *--pre*'],
  ...['sort *-o*', 'sort *--compress*', 'tree *-o*', 'date *-s*', 'git *--output*', 'git *--ext-diff*'],
  ...['git *--textconv*', 'git grep *-O*', 'git grep *--open-files*'],
];

type Word = 'allow' | 'ask' | 'deny';

/** Pattern → word, for OpenCode's `bash` permission, where the last that matches counts. */
export const readingRules = (otherwise: 'ask' | 'deny'): Readonly<Record<string, Word>> => ({
  ...Object.fromEntries(READERS.map((command) => [`${command} *`, 'allow' as const])),
  ...Object.fromEntries(EXACTLY.map((command) => [command, 'allow' as const])),
  ...Object.fromEntries(EXCEPT.map((pattern) => [pattern, otherwise])),
});
