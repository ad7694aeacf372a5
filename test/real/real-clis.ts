import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** The executables of the real CLIs, in the versions `clis/package.json` pins. */
export interface RealClis {
  readonly claude: string;
  readonly codex: string;
  readonly gemini: string;
  readonly opencode: string;
}

/** How long a hook that calls `realClis` may take: the first run on a machine downloads them. */
export const INSTALL_MS = 10 * 60_000;

const manifest = join(import.meta.dirname, 'clis/package.json');

const folderOf = (): string => {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const place = `${process.platform} ${process.arch} ${readFileSync(manifest, 'utf8')}`;
  const name = createHash('sha256').update(place).digest('hex').slice(0, 12);
  return join(process.env.ORCH_TEST_CLIS ?? join(cache, 'orch-test-clis'), name);
};

const installInto = async (folder: string): Promise<void> => {
  const program = join(import.meta.dirname, 'install.ts');
  const { failed, all } = await execa(process.execPath, [program, folder], { all: true, reject: false });
  if (failed)
    throw new Error(
      `The real CLIs could not be installed into ${folder}. They come from npm: is its registry in reach?\n${all}`,
    );
};

/** The real CLIs, installed once a machine, outside the tree ($ORCH_TEST_CLIS, else the cache folder). */
export const realClis = async (): Promise<RealClis> => {
  const folder = folderOf();
  if (!existsSync(folder)) await installInto(folder);
  const programs = join(folder, 'node_modules/.bin');
  return {
    claude: join(programs, 'claude'),
    codex: join(programs, 'codex'),
    gemini: join(programs, 'gemini'),
    opencode: join(programs, 'opencode'),
  };
};
