import type { Risk } from '../domain/event.ts';
import type { Level, TaskSpec } from '../domain/task.ts';
import { dangerousIn } from './dangerous.ts';
import { gitCall } from './git-words.ts';
import { simpleCommands } from './simple-commands.ts';

const DECLARED: Record<Level, number> = { low: 10, medium: 30, high: 60 };
const DANGEROUS = 70;
const GIT_PUSH = 20;
const FORCE = 30;
const URGENT = 15;
const NEEDS_APPROVAL = 60;

/** A command of the task and where it stands in it. */
interface Place {
  readonly where: string;
  readonly command: string;
}

/** What runs as a command; an `http` step talks to a server, its words are data. */
const stepPlaces = (task: TaskSpec): Place[] =>
  task.steps
    .map((step, index) => ({ step, where: `step ${index + 1}` }))
    .filter(({ step }) => step.skill !== 'http')
    .map(({ step, where }) => ({ where, command: [step.skill, ...step.args].join(' ') }));

const checkPlaces = (task: TaskSpec): Place[] =>
  task.acceptance.flatMap((check, index) =>
    check.kind === 'run' ? [{ where: `check ${index + 1}`, command: check.command }] : [],
  );

// Prose and inline code mostly say what NOT to do ("never `git push`"), and the guards hold whatever an
// agent is told. A fenced block marked as shell is there to be run: of a description only that counts.
const SHELL_BLOCK = /^ {0,3}(`{3,}|~{3,})[ \t]*(?:sh|bash|shell|zsh|console)\b[^\n]*\n([\s\S]*?)^ {0,3}\1/gim;

const descriptionPlaces = (task: TaskSpec): Place[] =>
  [...task.description.matchAll(SHELL_BLOCK)].map((match) => ({
    where: 'the description',
    command: (match[2] ?? '').replace(/^[ \t]*[$#>] /gm, ''),
  }));

/** The demo agent really runs what its script says. */
const scriptPlaces = (task: TaskSpec): Place[] =>
  task.demo.flatMap((action, index) =>
    action.do === 'run' && typeof action.command === 'string'
      ? [{ where: `action ${index + 1}`, command: action.command }]
      : [],
  );

type Words = readonly string[];

const gitArgs = ([name, ...args]: Words, verb: string | null): Words | null => {
  if (name !== 'git') return null;
  const call = gitCall(args);
  return verb === null || call.verb === verb ? call.args : null;
};

const isGitPush = (words: Words): boolean => gitArgs(words, 'push') !== null;

const shortFlags = (words: Words): string => words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');

/** `-f` overrides a safeguard only in git and `rm -rf`; `tail -f` and `grep -f` force nothing. */
const isForced = (words: Words): boolean => {
  if (words.some((word) => /^--force(?:-|=|$)/.test(word))) return true;
  if (gitArgs(words, 'push')?.some((word) => /^\+\S/.test(word)) === true) return true;
  const git = gitArgs(words, null);
  if (git !== null) return shortFlags(git).includes('f');
  const flags = shortFlags(words);
  return words[0] === 'rm' && flags.includes('f') && /r/i.test(flags);
};

interface Score {
  readonly points: number;
  readonly reason: string;
}

/** Each kind counts once, at the first place it shows. */
const scoreOf = (
  places: readonly Place[],
  what: string,
  points: number,
  matches: (words: Words) => boolean,
): Score[] => {
  const place = places.find((each) => simpleCommands(each.command).some(matches));
  return place === undefined ? [] : [{ points, reason: `${what} in ${place.where} +${points}` }];
};

/** Dangers count once together, but a person who approves sees every one of them. */
const dangerScores = (places: readonly Place[]): Score[] => {
  const found = new Map<string, string>();
  for (const { where, command } of places) {
    const danger = dangerousIn(command);
    if (danger !== null && !found.has(danger)) found.set(danger, `dangerous: ${danger} in ${where}`);
  }
  return [...found.values()].map((reason, index) =>
    index === 0 ? { points: DANGEROUS, reason: `${reason} +${DANGEROUS}` } : { points: 0, reason },
  );
};

/** How risky a task is, 0 to 100, why, and whether a person must approve it first. */
export const riskOf = (task: TaskSpec): Risk => {
  const places = [
    ...stepPlaces(task),
    ...checkPlaces(task),
    ...scriptPlaces(task),
    ...descriptionPlaces(task),
  ];
  const dangers = dangerScores(places);
  const urgent = task.priority === 'urgent';
  const declared = DECLARED[task.risk];
  const scores: Score[] = [
    { points: declared, reason: `declared ${task.risk} +${declared}` },
    ...dangers,
    ...scoreOf(places, 'git push', GIT_PUSH, isGitPush),
    ...scoreOf(places, 'force flag', FORCE, isForced),
    ...(urgent ? [{ points: URGENT, reason: `urgent +${URGENT}` }] : []),
  ];
  const score = Math.min(
    100,
    scores.reduce((sum, each) => sum + each.points, 0),
  );
  return {
    score,
    reasons: scores.map((each) => each.reason),
    dangerous: dangers.length > 0,
    needs_approval: score >= NEEDS_APPROVAL || task.risk === 'high' || urgent,
  };
};
