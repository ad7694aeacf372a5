import type { Recovery } from '../agent.ts';
import { REFUSED_PATH } from './refused.ts';

export const recoveries: readonly Recovery[] = [
  {
    name: 'path outside the workspace',
    pattern: REFUSED_PATH,
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
