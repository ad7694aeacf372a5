import type { Acceptance } from '../../domain/task.ts';
import type { LaunchContext } from '../agent.ts';
import { readingRules } from './reading.ts';

type Word = 'allow' | 'ask' | 'deny';

/** OpenCode's permission rules: by tool, then by pattern; the last that matches counts. */
export type Rules = Readonly<Record<string, Word | Readonly<Record<string, Word>>>>;

/**
 * Matches all, as `*` does, but is no key a person's own rules have: where
 * OpenCode lays ours over theirs, a key they share keeps its place before ours.
 */
const ALL = '**';

const GIT_FILES = ['.git', '.git/*', '*/.git/*', '.orch/*', '*/.orch/*'];

const secrets = (otherwise: Word): Readonly<Record<string, Word>> => ({
  [ALL]: 'allow',
  '*.env': otherwise,
  '*.env.*': otherwise,
  '*.env.example': 'allow',
});

const below = (folders: readonly string[]): Readonly<Record<string, Word>> =>
  Object.fromEntries(folders.map((folder) => [`${folder}/*`, 'allow' as const]));

const outside = ({ workspace, allowed, readOnly }: LaunchContext): Readonly<Record<string, Word>> => ({
  [ALL]: readOnly ? 'deny' : 'ask',
  ...below(readOnly ? [workspace] : [workspace, ...allowed]),
});

// A wildcard or a second command in it would allow more than the person wrote.
const isPlain = (command: string): boolean => !/[*?;&|<>`$()\n]/.test(command);

/** What the task is judged by runs anyway: its agent may try it. */
const checks = (acceptance: readonly Acceptance[]): Readonly<Record<string, Word>> =>
  Object.fromEntries(
    acceptance.flatMap((check) =>
      check.kind === 'run' && isPlain(check.command) ? [[check.command.trim(), 'allow' as const]] : [],
    ),
  );

const READS = { list: 'allow', glob: 'allow', grep: 'allow', lsp: 'allow', skill: 'allow' } as const;
const OWN = { todowrite: 'allow', todoread: 'allow', 'orch_*': 'allow' } as const;

/** It reads and edits where it works; all else a person is asked, or orch on their behalf. */
const workerRules = (context: LaunchContext): Rules => ({
  [ALL]: 'ask',
  ...READS,
  ...OWN,
  question: 'allow',
  plan_enter: 'deny',
  read: secrets('ask'),
  edit: { [ALL]: 'allow', ...Object.fromEntries(GIT_FILES.map((file) => [file, 'ask' as const])) },
  task: { [ALL]: 'ask', general: 'allow', explore: 'allow' },
  bash: { [ALL]: 'ask', ...readingRules('ask'), ...checks(context.task.acceptance) },
  external_directory: outside(context),
});

/** How the workspace looks from wherever OpenCode takes the root to be; `external_directory` bounds it. */
const workspacePatterns = ({ cwd, workspace }: LaunchContext): readonly string[] => {
  const own = workspace.split('/').slice(-2).join('/');
  return [`*${own}/*`, ...(cwd.startsWith(`${workspace}/`) ? ['../*'] : [])];
};

/** A reviewer: it reads, and writes its findings. */
const readerRules = (context: LaunchContext): Rules => ({
  [ALL]: 'deny',
  ...READS,
  ...OWN,
  read: secrets('deny'),
  edit: {
    [ALL]: 'deny',
    ...Object.fromEntries(workspacePatterns(context).map((pattern) => [pattern, 'allow' as const])),
  },
  task: { [ALL]: 'deny', explore: 'allow' },
  bash: { [ALL]: 'deny', ...readingRules('deny') },
  external_directory: outside(context),
});

export const mainRules = (context: LaunchContext): Rules =>
  context.readOnly ? readerRules(context) : workerRules(context);

/** Agents it calls for help have no rights it has not; they ask no questions of their own. */
export const helperRules = (context: LaunchContext): Rules => ({
  ...mainRules(context),
  question: 'deny',
  task: { [ALL]: 'deny' },
});

export const explorerRules = (context: LaunchContext): Rules => ({
  ...readerRules(context),
  edit: { [ALL]: 'deny' },
  todowrite: 'deny',
  task: { [ALL]: 'deny' },
});
