import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * Keeps what V8 compiled for the next start. In the person's own cache: in a shared
 * /tmp, where Node would put it, somebody else could have laid it ready.
 */
export const keepCompiled = ({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): void => {
  const caches = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
  if (caches) enableCompileCache(join(caches, 'orch', 'compiled'));
};
