import { dangerousIn } from './dangerous.ts';
import { gitCall } from './git-words.ts';
import { simpleCommands } from './simple-commands.ts';

type Words = readonly string[];

interface Mark {
  readonly what: string;
  readonly points: number;
  readonly fits: (words: Words) => boolean;
}

const named =
  (...names: readonly string[]) =>
  ([name = '']: Words): boolean =>
    names.includes(name.replace(/^.*\//, ''));

const packs = named(
  'npm',
  'pnpm',
  'yarn',
  'bun',
  'pip',
  'pip3',
  'gem',
  'cargo',
  'brew',
  'apt',
  'apt-get',
  'go',
);
const fetches = named('curl', 'wget', 'ssh', 'scp', 'rsync', 'nc', 'ftp');
const deletes = named('rm', 'rmdir', 'shred', 'unlink');
const elevates = named('sudo', 'su', 'doas');

const marks: readonly Mark[] = [
  {
    what: 'git push',
    points: 20,
    fits: (words) => words[0] === 'git' && gitCall(words.slice(1)).verb === 'push',
  },
  { what: 'force flag', points: 30, fits: (words) => words.some((word) => /^--force(?:-|=|$)/.test(word)) },
  { what: 'runs as another user', points: 30, fits: elevates },
  { what: 'deletes files', points: 20, fits: deletes },
  {
    what: 'installs or publishes packages',
    points: 20,
    fits: (words) =>
      packs(words) && words.some((word) => /^(?:i|install|add|publish|get|update|upgrade)$/.test(word)),
  },
  { what: 'talks to the network', points: 10, fits: fetches },
];

export interface CommandRisk {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** How risky one command is, 0 to 100, and why; with the words of the risk of a task. */
export const commandRisk = (command: string): CommandRisk => {
  const danger = dangerousIn(command);
  const commands = simpleCommands(command);
  const found = marks.filter((mark) => commands.some(mark.fits));
  const reasons = [
    ...(danger === null ? [] : [`dangerous: ${danger} +70`]),
    ...found.map(({ what, points }) => `${what} +${points}`),
  ];
  const sum = found.reduce((total, { points }) => total + points, danger === null ? 0 : 70);
  return { score: Math.min(100, sum), reasons };
};

/** The same as a line for the person who is asked. */
export const riskLine = (command: string): string => {
  const { score, reasons } = commandRisk(command);
  return score === 0 ? 'Risk 0: nothing dangerous seen in it' : `Risk ${score}: ${reasons.join(', ')}`;
};
