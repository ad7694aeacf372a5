/** Expected failures are values. One catalogue: what it means, the exit code, the usual mend. */
interface Entry {
  readonly exit: number;
  readonly means: string;
  readonly mend: string;
}

const entry = (exit: number, means: string, mend: string): Entry => ({ exit, means, mend });

export const catalogue = {
  'usage.wrong': entry(2, 'The command line is not one orch knows.', 'see `orch --help`'),
  'taskfile.missing': entry(
    2,
    'The task file is not there.',
    '`orch init` writes a first one; or name another',
  ),
  'taskfile.invalid': entry(2, 'The task file has mistakes; each is listed.', 'mend the lines shown'),
  'taskfile.unreadable': entry(2, 'The task file cannot be read.', 'check its rights and that it is a file'),
  'settings.invalid': entry(2, 'orch.yaml has mistakes; each is listed.', 'mend the lines shown'),
  'engine.absent': entry(4, 'No engine runs in this project.', 'start the day with `orch start`'),
  'engine.silent': entry(
    4,
    'The engine is there but does not answer.',
    'if it is stopped, `kill -CONT` its pid',
  ),
  'engine.failed': entry(
    4,
    'The engine could not be started.',
    'read .orch/engine.log, then `orch start` again',
  ),
  'engine.taken': entry(4, 'Another engine owns this project.', 'attach with `orch attach`'),
  'wire.version': entry(
    4,
    'Engine and client speak different versions.',
    '`orch stop`, then start with this version',
  ),
  'wire.listen': entry(
    4,
    'The socket other processes would talk through cannot be opened.',
    'check the rights of .orch/run and the space on the disk',
  ),
  'wire.closed': entry(4, 'The connection was lost before the answer came.', 'try again'),
  'host.absent': entry(1, 'The session has no host any more.', '`orch status` tells how it ended'),
  'host.silent': entry(
    1,
    'The session host is there but does not answer.',
    'if it is stopped, `kill -CONT` its pid',
  ),
  'journal.version': entry(2, 'The journal was written by a newer orch.', 'use that version of orch'),
  'journal.damaged': entry(
    1,
    'The journal is damaged.',
    'what reads is kept; the damaged file stays beside it',
  ),
  'journal.unwritable': entry(
    1,
    'The journal cannot be opened or written.',
    'check the rights of .orch and the disk it lies on',
  ),
  'journal.gap': entry(
    1,
    'Facts of a session are missing before this one.',
    'read its spool from further back',
  ),
  'file.unwritable': entry(1, 'The file cannot be written.', 'check its rights and that its folder is there'),
  'disk.full': entry(
    1,
    'The disk is full: nothing new is taken on, nothing is lost.',
    'free some space; orch goes on by itself',
  ),
  'day.other': entry(
    2,
    'Another day is running in this project.',
    '`orch attach` to it, or `orch stop` first',
  ),
  'day.none': entry(1, 'No day has been run here yet.', 'start one with `orch start`'),
  'day.over': entry(1, 'The day is over.', '`orch start --again` runs the file anew'),
  'task.unknown': entry(2, 'No task has this id.', '`orch status` lists them'),
  'task.state': entry(1, 'The task is not in a state that allows this.', '`orch status` tells its state'),
  'ask.unknown': entry(2, 'No ask has this id.', '`orch inbox` lists them'),
  'ask.closed': entry(1, 'The ask is answered or closed already.', '`orch inbox` lists what is open'),
  'ask.option': entry(2, 'The ask has no such option.', '`orch inbox` shows its options'),
  'ask.kind': entry(2, 'This kind of ask is not answered this way.', '`orch inbox` says how'),
  'rule.wrong': entry(2, 'No rule can say this.', 'answer it once, without a rule'),
  'agent.unknown': entry(2, 'No agent has this name.', '`orch doctor` lists the agents'),
  'agent.missing': entry(1, 'The agent is not installed here.', '`orch doctor` says how to get it'),
  'agent.launch': entry(1, 'The agent could not be started.', 'read its output with `orch logs`'),
  'cap.wrong': entry(2, 'That is not an amount a cap can be raised by.', 'give a number of USD above 0'),
  'git.failed': entry(1, 'git refused.', 'read what git said'),
  'worktree.failed': entry(
    1,
    'The task has no worktree to work in.',
    'mend what git says, or set `isolation: shared`',
  ),
  'apply.conflict': entry(
    1,
    'The changes do not fit your tree as it is now.',
    'put your own edits aside, or merge by hand',
  ),
  'apply.nothing': entry(1, 'There is nothing to apply.', '`orch diff` shows what a task changed'),
  'file.outside': entry(2, 'The path leaves the project.', 'use a path inside the project'),
  'skill.unknown': entry(
    2,
    'No skill has this name.',
    'add it under skills/, or use bash, node, git or http',
  ),
  'template.unknown': entry(
    2,
    'The instructions template names something that is not there.',
    'use a placeholder orch knows',
  ),
  'internal.bug': entry(1, 'orch has a bug.', 'please report it with .orch/engine.log'),
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof catalogue;

/** What the user gets as one line: what, where, and what to do. */
export interface Failure {
  readonly code: ErrorCode;
  readonly what: string;
  readonly where?: string;
  readonly mend: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  what: string,
  extra: { where?: string; mend?: string } = {},
): { readonly ok: false; readonly error: Failure } => ({
  ok: false,
  error: {
    code,
    what,
    mend: extra.mend ?? catalogue[code].mend,
    ...(extra.where === undefined ? {} : { where: extra.where }),
  },
});

export const exitCodeOf = (failure: Failure): number => catalogue[failure.code].exit;

export const failureLine = (failure: Failure): string =>
  `orch: ${failure.where === undefined ? '' : `${failure.where}: `}${failure.what} (${failure.mend})`;
