import { judgeGit } from '../../git-rules.ts';
import { refused, type Skill } from './skill.ts';

/** Without these a mere `git status` may write under .git, or wait for a person. */
const QUIET = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LESSHISTFILE: '-',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'diff.autoRefreshIndex',
  GIT_CONFIG_VALUE_0: 'false',
};

/** Reads freely; writes only in a task a person approved; main is never pushed to by force. */
export const git: Skill = (args, { approved }) => {
  const ruling = judgeGit(args, approved);
  if (!ruling.allowed) return refused(ruling.why);
  return { kind: 'program', file: 'git', args: ['--no-pager', ...args], env: QUIET };
};
