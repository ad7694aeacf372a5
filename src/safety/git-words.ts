/** Options before the verb that take the next word as their value. */
const TAKES_VALUE = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--config-env',
]);

export interface GitCall {
  /** What stands before the verb: `-C dir`, `-c key=value`, `--git-dir=…`. */
  readonly before: readonly string[];
  readonly verb: string | null;
  readonly args: readonly string[];
}

/** Finds the verb of a git call behind its global options. `words` start after `git`. */
export const gitCall = (words: readonly string[]): GitCall => {
  let at = 0;
  while (at < words.length && words[at]?.startsWith('-')) at += TAKES_VALUE.has(words[at] ?? '') ? 2 : 1;
  return { before: words.slice(0, at), verb: words[at] ?? null, args: words.slice(at + 1) };
};

const isForce = (arg: string): boolean =>
  /^--(?:force(?:-with-lease)?|force-if-includes|mirror|delete)(?:=|$)/.test(arg) ||
  /^-[a-zA-Z]*[fd][a-zA-Z]*$/.test(arg);

const PROTECTED = /^(?:refs\/heads\/)?(?:main|master)$/;

const targetOf = (refspec: string): string => refspec.replace(/^\+/, '').replace(/^[^:]*:/, '');

/** Whether a push would rewrite or delete main or master by force. */
export const forcesMain = ({ verb, args }: GitCall): boolean => {
  if (verb !== 'push') return false;
  const forced = args.some(isForce);
  return args.some((arg) => {
    const byRefspec = arg.startsWith('+') || arg.startsWith(':');
    return (forced || byRefspec) && !arg.startsWith('-') && PROTECTED.test(targetOf(arg));
  });
};
