import { onlyReads } from '../../safety/git-reads.ts';
import { forcesMain, gitCall } from '../../safety/git-words.ts';

export type Ruling = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

const yes: Ruling = { allowed: true };
const no = (why: string): Ruling => ({ allowed: false, why });

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
