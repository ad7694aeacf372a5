import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agentNamed, agentNames } from '../agents/registry.ts';
import { pricesLine } from '../cost/prices-line.ts';
import { onPath } from '../host/on-path.ts';
import { cage } from '../host/rung.ts';
import { loadSettings } from '../taskfile/load.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { paint } from './style.ts';

interface Finding {
  readonly area: 'machine' | 'agents' | 'project' | 'terminal';
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'limited';
  readonly detail: string;
  readonly mend: string | null;
}

const versionOf = (path: string, args: readonly string[]): string => {
  const said = spawnSync(path, [...args], { encoding: 'utf8', timeout: 10_000 });
  return (said.stdout ?? '').trim().split('\n')[0] ?? '';
};

const ok = (area: Finding['area'], what: string, detail: string): Finding => ({
  area,
  what,
  state: 'ok',
  detail,
  mend: null,
});

const machine = (env: Io['env']): Finding[] => {
  const { rung } = cage(['true'], 'prefer');
  const git = onPath('git', env.PATH);
  return [
    ok('machine', 'node', `${process.version} (${process.execPath})`),
    git === null
      ? {
          area: 'machine',
          what: 'git',
          state: 'missing',
          detail: 'tasks work in your tree, without worktree, diff or apply',
          mend: 'install git',
        }
      : ok('machine', 'git', versionOf(git, ['--version'])),
    rung === 'pid-namespace'
      ? ok('machine', 'killing', 'pid namespace: no process of an agent can outlive it')
      : {
          area: 'machine',
          what: 'killing',
          state: 'limited',
          detail: 'by walking the process tree: a daemon that also wipes its environment could escape',
          mend: 'install bubblewrap (bwrap)',
        },
  ];
};

const agents = (env: Io['env']): Finding[] =>
  agentNames.flatMap((name): Finding[] => {
    const agent = agentNamed(name);
    if (agent === null) return [];
    const { command, versionArgs, install } = agent.detect;
    if (command === null) return [ok('agents', name, 'comes with orch')];
    const path = onPath(command, env.PATH);
    if (path !== null) return [ok('agents', name, versionOf(path, versionArgs))];
    return [{ area: 'agents', what: name, state: 'missing', detail: 'not on PATH', mend: install }];
  });

const project = (folder: string): Finding[] => [
  existsSync(join(folder, '.git'))
    ? ok('project', 'git project', folder)
    : {
        area: 'project',
        what: 'git project',
        state: 'limited',
        detail: `${folder} is not a git project: tasks share your tree`,
        mend: 'git init, then one commit',
      },
  existsSync(join(folder, 'orch.yaml'))
    ? ok('project', 'orch.yaml', 'there')
    : {
        area: 'project',
        what: 'orch.yaml',
        state: 'limited',
        detail: 'none: defaults hold',
        mend: 'orch init',
      },
];

const money = async (folder: string, env: Io['env']): Promise<Finding> => {
  const settings = await loadSettings(folder, env);
  if (settings.ok) return ok('project', 'prices', pricesLine(settings.value.prices));
  const detail = `${pricesLine({})}; your own cannot be read: ${settings.error.what}`;
  return { area: 'project', what: 'prices', state: 'limited', detail, mend: settings.error.mend };
};

const terminal = (env: Io['env']): Finding[] => {
  const depth = /truecolor|24bit/.test(env.COLORTERM ?? '') ? 'true colour' : '256 colours or fewer';
  return [ok('terminal', env.TERM ?? 'unknown', `${depth}${env.NO_COLOR ? ', NO_COLOR is set' : ''}`)];
};

const glyphs = { ok: ['✔', 'green'], limited: ['!', 'yellow'], missing: ['✘', 'red'] } as const;

const textOf = (findings: readonly Finding[], color: boolean): string => {
  const tone = paint(color);
  const width = Math.max(...findings.map((finding) => finding.what.length));
  let area = '';
  const lines: string[] = [];
  for (const finding of findings) {
    if (finding.area !== area)
      lines.push(lines.length > 0 ? '' : '', tone('bold', finding.area.toUpperCase()));
    area = finding.area;
    const [glyph, color_] = glyphs[finding.state];
    lines.push(`  ${tone(color_, glyph)} ${finding.what.padEnd(width)}  ${finding.detail}`);
    if (finding.mend !== null) lines.push(`    ${' '.repeat(width)}  ${tone('dim', `→ ${finding.mend}`)}`);
  }
  return `${lines.slice(1).join('\n')}\n`;
};

/** `orch doctor`: what this machine has and lacks, each with its mend. */
export const runDoctor = async ({ json }: { readonly json: boolean }, io: Io): Promise<number> => {
  const folder = findProject(io.cwd);
  const findings = [
    ...machine(io.env),
    ...agents(io.env),
    ...project(folder),
    await money(folder, io.env),
    ...terminal(io.env),
  ];
  io.out(json ? `${JSON.stringify(findings)}\n` : textOf(findings, io.color));
  return 0;
};
