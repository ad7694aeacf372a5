import { forcesMain, gitCall } from './git-words.ts';
import { simpleCommands } from './simple-commands.ts';

type Words = readonly string[];

interface Pattern {
  readonly reason: string;
  readonly matches: (name: string, args: Words) => boolean;
}

const LONGEST = 100_000;

/** Roots of everything: the file system, a system folder, a home, or all that lies here. */
const EVERYTHING =
  /^(?:\/+(?:\.?\*?|(?:bin|boot|dev|etc|home|lib|lib64|opt|root|sbin|srv|sys|usr|var)(?:\/+\*?)?)|~[\w-]*(?:\/+\*?)?|\$\{?HOME\}?(?:\/+\*?)?|\*|\.\/?\*?|\.\.(?:\/+\*?)?)$/;

const isEverything = (word: string): boolean => EVERYTHING.test(word);

const hasFlag = (args: Words, letter: string, long: string): boolean =>
  args.some((arg) => arg === `--${long}` || (/^-[a-zA-Z]+$/.test(arg) && arg.includes(letter)));

const recursive = (args: Words): boolean =>
  hasFlag(args, 'r', 'recursive') || hasFlag(args, 'R', 'recursive');

const isDevice = (path: string): boolean =>
  path.startsWith('/dev/') && !/^\/dev\/(?:null|zero|full|stdout|stderr|tty|fd\/\d+)$/.test(path);

const opensWorld = (args: Words): boolean =>
  args.some((arg) => /^0?777$/.test(arg) || /^[ao+]*\+rwx$/.test(arg));

const patterns: readonly Pattern[] = [
  {
    reason: 'deletes everything (rm -r on a root)',
    matches: (name, args) => name === 'rm' && recursive(args) && args.some(isEverything),
  },
  {
    reason: 'deletes everything (find … -delete on a root)',
    matches: (name, args) =>
      name === 'find' &&
      args.includes('-delete') &&
      isEverything(args[0] ?? '') &&
      !/^\./.test(args[0] ?? ''),
  },
  { reason: 'formats a disk (mkfs)', matches: (name) => /^mkfs(?:\.\w+)?$/.test(name) },
  {
    reason: 'writes over a device (dd)',
    matches: (name, args) =>
      name === 'dd' && args.some((arg) => arg.startsWith('of=') && isDevice(arg.slice(3))),
  },
  {
    reason: 'turns the machine off',
    matches: (name, args) =>
      /^(?:shutdown|reboot|halt|poweroff)$/.test(name) ||
      (name === 'systemctl' && args.some((arg) => /^(?:reboot|poweroff|halt)$/.test(arg))) ||
      (/^(?:init|telinit)$/.test(name) && /^[06]$/.test(args[0] ?? '')),
  },
  {
    reason: 'opens everything to everyone (chmod 777 on a root)',
    matches: (name, args) => name === 'chmod' && opensWorld(args) && args.some(isEverything),
  },
  {
    reason: 'pushes by force to main or master',
    matches: (name, args) => name === 'git' && forcesMain(gitCall(args)),
  },
  {
    reason: 'runs text as code (eval)',
    matches: (name, args) => name === 'eval' && args.length > 0,
  },
  {
    reason: 'runs text as code (exec of a variable)',
    matches: (name, args) => name === 'exec' && /^\$/.test(args[0] ?? ''),
  },
];

/** What only shows in the whole text, across several commands. Quantifiers are bounded: no slow match. */
const shapes: readonly { readonly reason: string; readonly regex: RegExp }[] = [
  { reason: 'fork bomb', regex: /([\w:.]{1,40})\s{0,9}\(\)\s{0,9}\{\s{0,9}\1\s{0,9}\|\s{0,9}\1\s{0,9}&/ },
  {
    reason: 'runs what it downloads (curl | sh)',
    regex:
      /\b(?:curl|wget|fetch)\b[^;&|\n]{0,400}\|\s{0,9}(?:sudo\s{1,9})?(?:\S{0,40}\/)?(?:(?:ba|z|da|k|fi)?sh|python[\d.]{0,5}|node|perl|ruby)\b/,
  },
  {
    reason: 'runs what it downloads (curl | sh)',
    regex: /\b(?:(?:ba|z|da|k)?sh|source|eval)\b[^;&|\n]{0,40}(?:<\(|\$\(|`)\s{0,9}(?:curl|wget)\b/,
  },
  {
    reason: 'runs text as code (eval, exec)',
    regex:
      /\b(?:node|python[\d.]{0,5}|perl|ruby|php)\s[^\n]{0,40}-[a-z]{0,3}[cepr]\b[^\n]{0,400}\b(?:eval|exec|system)\s{0,9}\(/,
  },
  { reason: 'writes over a device', regex: />\s{0,9}\/dev\/(?:sd|hd|vd|nvme|mmcblk|disk)\w{0,9}/ },
];

/** Why nobody should run this without a person's word, or null when no dangerous pattern shows. */
export const dangerousIn = (command: string): string | null => {
  const text = command.slice(0, LONGEST);
  const shape = shapes.find(({ regex }) => regex.test(text));
  if (shape !== undefined) return shape.reason;
  for (const [name = '', ...args] of simpleCommands(text)) {
    const pattern = patterns.find(({ matches }) => matches(name, args));
    if (pattern !== undefined) return pattern.reason;
  }
  return null;
};
