import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pricesLine } from '../cost/prices-line.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { onPath } from '../host/on-path.ts';
import { cage } from '../host/rung.ts';
import { loadSettings } from '../taskfile/load.ts';
import type { Loaded } from '../taskfile/loaded.ts';
import { agentFindings, printedBy } from './doctor-agents.ts';
import { type Finding, fine } from './finding.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { paint } from './style.ts';

const machine = async (env: Io['env']): Promise<Finding[]> => {
  const { rung } = cage(['true'], 'prefer');
  const git = onPath('git', env.PATH);
  return [
    fine('machine', 'node', `${process.version} (${process.execPath})`),
    git === null
      ? {
          area: 'machine',
          what: 'git',
          state: 'missing',
          detail: 'tasks work in your tree, without worktree, diff or apply',
          mend: 'install git',
        }
      : fine('machine', 'git', (await printedBy(git, ['--version'], env)) ?? 'its version cannot be read'),
    rung === 'pid-namespace'
      ? fine('machine', 'killing', 'pid namespace: no process of an agent can outlive it')
      : {
          area: 'machine',
          what: 'killing',
          state: 'limited',
          detail: 'by walking the process tree: a daemon that also wipes its environment could escape',
          mend: 'install bubblewrap (bwrap)',
        },
  ];
};

const settingsFile = (folder: string, settings: Loaded<Settings>): Finding => {
  const about = { area: 'project', what: 'orch.yaml', state: 'limited' } as const;
  if (!settings.ok) {
    const { where, what, mend } = settings.error;
    return { ...about, detail: where === undefined ? what : `${where}: ${what}`, mend };
  }
  return existsSync(join(folder, 'orch.yaml'))
    ? fine('project', 'orch.yaml', 'there')
    : { ...about, detail: 'none: defaults hold', mend: 'orch init' };
};

const project = (folder: string, settings: Loaded<Settings>): Finding[] => [
  existsSync(join(folder, '.git'))
    ? fine('project', 'git project', folder)
    : {
        area: 'project',
        what: 'git project',
        state: 'limited',
        detail: `${folder} is not a git project: tasks share your tree`,
        mend: 'git init, then one commit',
      },
  settingsFile(folder, settings),
];

const money = (settings: Loaded<Settings>): Finding => {
  if (settings.ok) return fine('project', 'prices', pricesLine(settings.value.prices));
  const detail = `${pricesLine({})}; your own cannot be read: ${settings.error.what}`;
  return { area: 'project', what: 'prices', state: 'limited', detail, mend: settings.error.mend };
};

const terminal = (env: Io['env']): Finding[] => {
  const depth = /truecolor|24bit/.test(env.COLORTERM ?? '') ? 'true colour' : '256 colours or fewer';
  return [fine('terminal', env.TERM ?? 'unknown', `${depth}${env.NO_COLOR ? ', NO_COLOR is set' : ''}`)];
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
  const settings = await loadSettings(folder, io.env);
  const known = settings.ok ? settings.value : defaultSettings;
  const findings = [
    ...(await machine(io.env)),
    ...(await agentFindings(known, { project: folder, env: io.env })),
    ...project(folder, settings),
    money(settings),
    ...terminal(io.env),
  ];
  io.out(json ? `${JSON.stringify(findings)}\n` : textOf(findings, io.color));
  return 0;
};
