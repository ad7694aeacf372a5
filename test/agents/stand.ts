import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchContext, LaunchPlan, Memory, SourceRecord } from '../../src/agents/agent.ts';
import { agentNamed } from '../../src/agents/registry.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import type { TaskSpec } from '../../src/domain/task.ts';
import { plainTask } from '../../src/taskfile/task.ts';
import { type InPty, inPty } from './in-pty.ts';

const programs = join(import.meta.dirname, '../../dist');

/** A project with one task, and the sessions that work on it. */
export interface Stand {
  readonly project: string;
  readonly cwd: string;
  readonly workspace: string;
  /** Launches a session for real, as the host would. */
  readonly launch: (given?: {
    speed?: number;
    cols?: number;
    rows?: number;
    env?: Record<string, string>;
  }) => Session;
  /** Goes on where an earlier session stopped. */
  readonly resume: (earlier: Session, given?: { speed?: number }) => Session;
}

export interface Session {
  readonly name: string;
  readonly scratch: string;
  readonly pty: InPty;
  /** What the agent's description makes of everything it has said so far. */
  readonly facts: () => readonly Fact[];
  readonly factsOf: <K extends Fact['type']>(type: K) => readonly Extract<Fact, { type: K }>[];
}

const recordsIn = (plan: LaunchPlan, statuses: readonly string[]): readonly SourceRecord[] => {
  const oscs = statuses.map((data): SourceRecord => ({ kind: 'osc', code: 7501, data }));
  const lines = plan.sources.flatMap((source) => {
    if (source.kind !== 'follow' || !fs.existsSync(source.path)) return [];
    const text = fs.readFileSync(source.path, 'utf8').trimEnd();
    return text.split('\n').map(
      (line): SourceRecord => ({
        kind: 'line',
        id: source.id,
        text: line,
        path: source.path,
      }),
    );
  });
  return [...oscs, ...lines];
};

const factsFrom = (agent: string, records: readonly SourceRecord[]): readonly Fact[] => {
  const description = agentNamed(agent);
  let memory: Memory = {};
  return records.flatMap((record) => {
    const seen = description?.observe(record, memory);
    memory = seen?.memory ?? memory;
    return seen?.facts ?? [];
  });
};

/** Sets up a project in a folder of its own for one task of an own agent. */
export const stand = (
  agent: 'demo' | 'steps',
  spec: Partial<TaskSpec>,
  more: Partial<LaunchContext> = {},
): Stand => {
  const project = fs.mkdtempSync(join(tmpdir(), `orch-${agent}-`));
  const cwd = join(project, 'tree');
  const workspace = join(project, 'agent_workspaces/task-001');
  for (const folder of [cwd, workspace]) fs.mkdirSync(folder, { recursive: true });
  const task: TaskSpec = { ...plainTask, id: 'task-001', name: 'Search for mugs', agents: [agent], ...spec };
  let sessions = 0;

  const contextOf = (session: string): LaunchContext => ({
    project,
    cwd,
    workspace,
    scratch: join(project, session),
    task,
    attempt: 1,
    session,
    conversation: session,
    model: null,
    instructionsFile: join(workspace, 'agent_instructions.md'),
    instructions: '',
    settings: { command: null, args: [], env: {}, model: null },
    prompt: '',
    home: join(project, 'home'),
    personHome: project,
    personEnv: {},
    signInFiles: [],
    sandboxed: false,
    readOnly: false,
    allowed: [],
    extraArgs: [],
    port: 0,
    secret: 'hush',
    callCommand: (from) => `false ${from}`,
    mcp: { command: 'false', args: [], env: {} },
    httpHosts: defaultSettings.http_hosts,
    approved: false,
    node: process.execPath,
    programs,
    ...more,
  });

  const run = (
    plan: LaunchPlan,
    session: string,
    given: { speed?: number; cols?: number; rows?: number; env?: Record<string, string> },
  ): Session => {
    const scratch = join(project, session);
    fs.mkdirSync(scratch, { recursive: true });
    for (const file of plan.files) if ('text' in file) fs.writeFileSync(file.path, file.text);
    const pty = inPty(plan.argv, {
      cwd,
      env: { ORCH_DEMO_SPEED: String(given.speed ?? 1000), ...plan.env, ...given.env },
      ...(given.cols === undefined ? {} : { cols: given.cols }),
      ...(given.rows === undefined ? {} : { rows: given.rows }),
    });
    const facts = (): readonly Fact[] => factsFrom(agent, recordsIn(plan, pty.statuses));
    return {
      name: session,
      scratch,
      pty,
      facts,
      factsOf: (type) =>
        facts().filter((fact): fact is Extract<Fact, { type: typeof type }> => fact.type === type),
    };
  };

  const described = () => {
    const description = agentNamed(agent);
    if (description === null) throw new Error(`no agent ${agent}`);
    return description;
  };

  return {
    project,
    cwd,
    workspace,
    launch: (given = {}) => {
      sessions += 1;
      const name = `s${sessions}`;
      return run(described().launch(contextOf(name)), name, given);
    },
    resume: (earlier, given = {}) => {
      sessions += 1;
      const name = `s${sessions}`;
      const { name: session, scratch } = earlier;
      const plan = described().resume(contextOf(name), {
        session,
        conversation: session,
        scratch,
        memory: {},
      });
      if (plan === null) throw new Error(`${agent} cannot resume`);
      return run(plan, name, given);
    },
  };
};
