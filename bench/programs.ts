import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** orch's programs as a person has them. */
export interface Programs {
  /** The launcher. */
  readonly orch: string;
  /** The bundles. */
  readonly dist: string;
  readonly remove: () => void;
}

/** Builds this tree aside, so that a build meanwhile changes nothing under a measurement. */
export const buildAside = (): Programs => {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'orch-bench-'));
  const dist = join(folder, 'dist');
  execFileSync(process.execPath, ['scripts/build.mjs', dist], { cwd: root, stdio: 'inherit' });
  for (const part of ['package.json', 'bin'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { orch: join(folder, 'bin', 'orch.cjs'), dist, remove };
};
