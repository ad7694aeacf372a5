import { onlyReads } from '../../safety/git-reads.ts';
import { gitCall } from '../../safety/git-words.ts';
import { simpleCommands } from '../../safety/simple-commands.ts';

type Words = readonly string[];

const READERS = new Set(
  'ls pwd cat head tail wc grep rg find sort cut tr nl diff cmp stat file du echo which basename dirname realpath true test'.split(
    ' ',
  ),
);

/** What makes a reader write a file or start a program. */
const WRITES: Readonly<Record<string, RegExp>> = {
  find: /^-(?:exec|execdir|ok|okdir|delete|fprint\w*|fls)$/,
  rg: /^--(?:pre|hostname-bin)(?:=|$)/,
  sort: /^(?:-\w*[oT]|--(?:output|compress-program|temporary-directory))/,
  file: /^(?:-C|--compile)$/,
};

const git = (args: Words): boolean => {
  const call = gitCall(args);
  return call.before.every((word) => word === '--no-pager' || word === '-P') && onlyReads(call);
};

const reads = ([name = '', ...args]: Words): boolean => {
  if (name === 'git') return git(args);
  return READERS.has(name) && !args.some((arg) => WRITES[name]?.test(arg) ?? false);
};

/** Output to nowhere is no writing. */
const withoutNowhere = (command: string): string =>
  command.replaceAll(/(?:&|[12])?>\s*\/dev\/null(?![\w/.-])|2>&1/g, ' ');

/** Expansions, files written or read from, settings before a command, words that start another. */
const HIDES =
  /[$`<>\\]|(?:^|[;&|\n(])\s*[A-Za-z_]\w*=|\b(?:sudo|doas|env|xargs|command|builtin|eval|exec|\w*sh|nohup|time|nice)\b/;

const leaves = (command: string, cwd: string): boolean =>
  command
    .split(/[\s"'=:,;|&(){}]+/)
    .some(
      (word) =>
        word.startsWith('~') ||
        /(?:^|\/)\.\.(?:\/|$)/.test(word) ||
        (word.startsWith('/') && word !== cwd && !word.startsWith(`${cwd}/`)),
    );

/** Whether a shell command does nothing but look, and only at what lies below `cwd`; in doubt it does more. */
export const onlyLooks = (command: string, cwd: string): boolean => {
  const text = withoutNowhere(command);
  if (text.trim() === '' || HIDES.test(text) || leaves(text, cwd)) return false;
  return simpleCommands(text).every(reads);
};
