import type { Agent } from './agent.ts';
import { claude } from './claude/claude.ts';
import { codex } from './codex/codex.ts';
import { demo } from './demo/demo.ts';
import { opencode } from './opencode/opencode.ts';
import { steps } from './steps/steps.ts';

const agents: readonly Agent[] = [claude, codex, opencode, demo, steps];

export const agentNames: readonly string[] = agents.map((agent) => agent.name);

/** The description of a kind of worker, or null where nobody has this name. */
export const agentNamed = (name: string): Agent | null => agents.find((agent) => agent.name === name) ?? null;
