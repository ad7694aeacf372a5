import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { runCheck } from '../../src/cli/check.ts';
import type { HistoryEntry } from '../../src/domain/event.ts';

/** A project of its own for each test, and `orch check` in it. */
export const checking = () => {
  let project = '';

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'orch-check-'));
    await mkdir(join(project, '.orch'));
    await mkdir(join(project, 'tasks'));
    await mkdir(join(project, 'src', 'app'), { recursive: true });
    await mkdir(join(project, 'bin'));
    // Nobody runs them: they are only looked for.
    for (const name of ['claude', 'codex']) await writeFile(join(project, 'bin', name), '', { mode: 0o755 });
  });

  afterEach(() => rm(project, { recursive: true, force: true }));

  const check = async (
    file: string | null,
    more: {
      json?: boolean;
      color?: boolean;
      cwd?: string;
      history?: readonly HistoryEntry[];
      env?: Readonly<Record<string, string>>;
    } = {},
  ) => {
    const said = { out: '', err: '' };
    const io = {
      out: (text: string) => {
        said.out += text;
      },
      err: (text: string) => {
        said.err += text;
      },
      cwd: more.cwd ?? project,
      env: {
        XDG_CONFIG_HOME: join(project, 'none'),
        HOME: project,
        PATH: join(project, 'bin'),
        ANTHROPIC_API_KEY: 'x',
        ...more.env,
      },
      color: more.color ?? false,
      terminal: more.color ?? false,
      now: () => new Date(2025, 10, 18, 9).getTime(),
    };
    const code = await runCheck({ file, json: more.json ?? false }, io, more.history ?? []);
    return { ...said, code };
  };

  const write = (file: string, text: string) => writeFile(join(project, file), text);
  return { check, write, path: (...parts: readonly string[]) => join(project, ...parts) };
};
