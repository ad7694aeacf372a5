import type { Recovery } from '../agent.ts';

export const recoveries: readonly Recovery[] = [
  {
    name: 'path outside the workspace',
    pattern: String.raw`['‘"]?(?<path>\/[^'’"\n:]+)['’"]?: (?:Read-only file system|Operation not permitted)$`,
    action: 'allow',
    args: [],
  },
  {
    name: 'stream cut off',
    pattern: 'stream (?:disconnected|closed) before completion|idle timeout waiting for',
    action: 'wait',
    args: [],
  },
];
