import type { Recovery } from '../agent.ts';

/** It asks for what lies outside its folders instead of failing; what is left is said in its errors. */
export const recoveries: readonly Recovery[] = [
  {
    name: 'path outside the workspace',
    pattern: String.raw`(?:outside (?:of )?the (?:allowed )?(?:working|workspace) director|is not in (?:an|the) allowed director)[^/]*(?<path>/[^\s'"\`]+)`,
    action: 'allow',
    args: [],
  },
];
