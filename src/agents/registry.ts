import type { Settings } from '../domain/settings.ts';
import type { Agent } from './agent.ts';
import { claude } from './claude/claude.ts';
import { codex } from './codex/codex.ts';
import { demo } from './demo/demo.ts';
import { gemini } from './gemini/gemini.ts';
import { opencode } from './opencode/opencode.ts';
import { pluginAgent } from './plugin/plugin.ts';
import { steps } from './steps/steps.ts';

const agents: readonly Agent[] = [claude, codex, gemini, opencode, demo, steps];

export const agentNames: readonly string[] = agents.map((agent) => agent.name);

/** The description of a kind of worker: orch's own, or one of the person's by `agents` in orch.yaml; else null. */
export const agentNamed = (name: string, own: Settings['agents'] = {}): Agent | null => {
  const known = agents.find((agent) => agent.name === name);
  if (known !== undefined) return known;
  const settings = Object.hasOwn(own, name) ? own[name] : undefined;
  return settings === undefined ? null : pluginAgent(name, settings);
};
