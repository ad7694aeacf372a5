import type { Acceptance } from './task.ts';

/** A check in words, as agents and reviewers are told it. */
export const acceptanceLine = (check: Acceptance): string => {
  switch (check.kind) {
    case 'run':
      return `\`${check.command}\` succeeds`;
    case 'file':
      return `\`${check.path}\` exists`;
    case 'output':
      return `your output matches \`${check.regex}\``;
    default:
      return check.text;
  }
};
