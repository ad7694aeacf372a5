/** What a hook prints for Claude Code to act upon. */

const printed = (hookEventName: string, more: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ hookSpecificOutput: { hookEventName, ...more } });

/** Before a tool runs: past its own permission rules, or not at all. */
export const toolMay = (): string => printed('PreToolUse', { permissionDecision: 'allow' });

export const toolMayNot = (why: string): string =>
  printed('PreToolUse', { permissionDecision: 'deny', permissionDecisionReason: why });

/** To a dialog on the screen, which it closes. */
export const granted = (updatedInput?: Readonly<Record<string, unknown>>): string =>
  printed('PermissionRequest', {
    decision: { behavior: 'allow', ...(updatedInput === undefined ? {} : { updatedInput }) },
  });

export const refused = (message: string): string =>
  printed('PermissionRequest', { decision: { behavior: 'deny', message } });
