import type { Detection } from '../agent.ts';

/** A program of orch's own: always there, nothing to sign in to. */
export const comesWithOrch: Detection = {
  command: null,
  versionArgs: [],
  versionPattern: '',
  tested: null,
  install: 'comes with orch',
  keys: [],
  signInFiles: [],
  signIn: null,
  passes: [],
};
