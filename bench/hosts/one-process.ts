import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from './room.ts';

const program = join(import.meta.dirname, 'all-in-one.ts');

/** The other side of the trade: the same terminals in one process. Nobody can look into them. */
export const oneProcessRoom = async (
  below: string,
  agents: readonly (readonly string[])[],
): Promise<Room> => {
  const dir = mkdtempSync(join(below, 'one-'));
  const plan = join(dir, 'plan.json');
  writeFileSync(plan, JSON.stringify({ dir, agents }));
  const child = spawn(process.execPath, [program, plan], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return {
    pids: [child.pid ?? 0],
    look: null,
    close: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
