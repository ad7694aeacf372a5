import type { LaunchContext } from '../agent.ts';

/** A rule of its policy engine; the highest priority that matches counts, ours stand over all others. */
interface Rule {
  readonly toolName?: string | readonly string[];
  readonly mcpName?: string;
  /** Over the arguments as JSON, keys in order. */
  readonly argsPattern?: string;
  readonly decision: 'allow' | 'deny' | 'ask_user';
  readonly priority: number;
  readonly denyMessage?: string;
  readonly allowRedirection?: boolean;
}

const EDITS = ['write_file', 'replace'] as const;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

const GIT = 'Only a person writes to the repository: no git add, commit or push.';

/** The part of a path that lets a command pass: it leads nowhere, and only orch can write it. */
export const passPart = ({ secret }: Pick<LaunchContext, 'secret'>): string => `orch-${secret}`;

const commands = (context: LaunchContext): readonly Rule[] => [
  // Looked at by a hook, and allowed by it or by a person.
  {
    toolName: 'run_shell_command',
    argsPattern: String.raw`"dir_path":"[^"]*\/${escaped(passPart(context))}\/\.\.`,
    decision: 'allow',
    priority: 950,
    allowRedirection: true,
  },
  // The hook did not answer: then git is not asked for at all.
  {
    toolName: 'run_shell_command',
    argsPattern: String.raw`"command":".*\bgit\b`,
    decision: 'deny',
    priority: 900,
    denyMessage: GIT,
  },
];

const files = ({ readOnly, workspace }: LaunchContext): readonly Rule[] => [
  {
    toolName: EDITS,
    argsPattern: String.raw`"file_path":"([^"]*\/|)\.(git|orch)[\/"]`,
    decision: 'deny',
    priority: 800,
    denyMessage: GIT,
  },
  ...(readOnly
    ? [
        {
          toolName: EDITS,
          argsPattern: String.raw`"file_path":"${escaped(workspace)}\/(?!tree\/)`,
          decision: 'allow',
          priority: 700,
        } as const,
      ]
    : []),
  readOnly
    ? {
        toolName: EDITS,
        decision: 'deny',
        priority: 600,
        denyMessage: `You are a reviewer: you may write in ${workspace} only.`,
      }
    : { toolName: EDITS, decision: 'allow', priority: 600 },
];

/** A reviewer is not asked for: what it may not do is refused at once. */
const reviewer: readonly Rule[] = [
  {
    toolName: ['run_shell_command', 'web_fetch', 'activate_skill'],
    decision: 'deny',
    priority: 500,
    denyMessage: 'You are a reviewer: look, and change nothing.',
  },
];

const value = (each: string | number | boolean | readonly string[]): string =>
  typeof each === 'object' ? `[${each.map((one) => JSON.stringify(one)).join(', ')}]` : JSON.stringify(each);

const ruleText = (rule: Rule): string =>
  ['[[rule]]', ...Object.entries(rule).map(([key, each]) => `${key} = ${value(each)}`), ''].join('\n');

/** Its native permission rules, as TOML: a JSON text is a TOML text too. */
export const policyText = (context: LaunchContext): string =>
  [
    ...commands(context),
    ...files(context),
    { toolName: '*', mcpName: 'orch', decision: 'allow', priority: 600 } as const,
    ...(context.readOnly ? reviewer : []),
  ]
    .map(ruleText)
    .join('\n');
