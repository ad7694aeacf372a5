import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localDate } from '../domain/date.ts';
import type { Result } from '../domain/errors.ts';
import { replaceFile } from '../journal/durable.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';

const settingsText = `# orch's settings for this project; all of it is optional.
max_agents: 3
# max_cost_usd: 50
isolation: worktree   # each task works in a git worktree of its own; or: shared
safety: prefer        # require | prefer | off
# agent: claude       # who takes a task that names no agent
# models: {low: {claude: haiku}, medium: {claude: sonnet}, high: {claude: opus}}
# agents: {mine: {command: ./my-agent, args: ["{prompt_file}"]}}   # any program: docs/agents/adding-one.md
# prices: {my-model: {input: 3, output: 15}}   # USD a million tokens, where orch has none or yours differ
`;

const taskText = (date: string): string => `date: ${date}
max_cost_usd: 5

tasks:
  - id: task-001
    name: Say hello
    description: Write a friendly greeting to hello.md.
    estimated_complexity: low
    agent: demo          # no key and no agent needed; then try claude, codex, gemini or opencode
    deliverables: [hello.md]
    demo:
      - {do: say, text: "I will write a greeting."}
      - {do: write, file: hello.md, text: "Hello from orch!"}
      - {do: summary, text: "Wrote hello.md."}
`;

interface Planned {
  readonly path: string;
  readonly text: string;
}

const planned = (now: number): readonly Planned[] => [
  { path: 'orch.yaml', text: settingsText },
  { path: 'tasks/today.yaml', text: taskText(localDate(now)) },
  { path: 'feedback/.gitkeep', text: '' },
  { path: 'agent_workspaces/.gitignore', text: '*\n' },
  { path: '.orch/.gitignore', text: '*\n' },
];

const writeNew = (project: string, { path, text }: Planned): Result<boolean> => {
  const file = join(project, path);
  if (existsSync(file)) return { ok: true, value: false };
  mkdirSync(join(file, '..'), { recursive: true });
  const written = replaceFile(file, text);
  return written.ok ? { ok: true, value: true } : written;
};

/** `orch init`: sets up the folder it is called in; what is there already is left as it is. */
export const runInit = async (io: Io): Promise<number> => {
  for (const file of planned(io.now())) {
    const written = writeNew(io.cwd, file);
    if (!written.ok) return complain(io, written.error);
    io.out(`  ${written.value ? 'made ' : 'kept '} ${file.path}\n`);
  }
  io.out('\nNext: orch start tasks/today.yaml\n');
  return 0;
};
