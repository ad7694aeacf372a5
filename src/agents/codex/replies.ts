/** What Codex's hooks may print, in Codex's own form. */
const output = (event: string, fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ hookSpecificOutput: { hookEventName: event, ...fields } });

export const allowPermission = output('PermissionRequest', { decision: { behavior: 'allow' } });

export const denyPermission = (message: string): string =>
  output('PermissionRequest', { decision: { behavior: 'deny', message } });

/** Says nothing, and so leaves Codex to its own rules. */
export const allowTool = '{}';

export const denyTool = (reason: string): string =>
  output('PreToolUse', { permissionDecision: 'deny', permissionDecisionReason: reason });
