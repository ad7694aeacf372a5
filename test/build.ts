import { execFileSync } from 'node:child_process';

/** The tests run the programs a person runs: the bundles, built from this tree. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
