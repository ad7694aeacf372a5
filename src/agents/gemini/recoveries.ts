import type { Recovery } from '../agent.ts';

export const recoveries: readonly Recovery[] = [
  {
    name: 'path outside the workspace',
    pattern: `Path not in workspace: Attempted path "(?<path>[^"]+)" resolves outside`,
    action: 'allow',
    args: [],
  },
  {
    name: 'folder not trusted',
    pattern: 'not running in a trusted (?:directory|folder)',
    action: 'relaunch',
    args: ['--skip-trust'],
  },
];
