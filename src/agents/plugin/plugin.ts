import type { AgentSettings, PluginSettings } from '../../domain/settings.ts';
import type { Agent, Detection } from '../agent.ts';
import { answerDialog } from './dialog.ts';
import { launchPlan, typedLine } from './launch.ts';
import { observeWith } from './observe.ts';

const plain: PluginSettings = { type: null, resume_args: null, pass_env: [], screen: [] };

const detection = (name: string, command: string | null, { pass_env }: PluginSettings): Detection => ({
  command: command ?? name,
  versionArgs: [],
  versionPattern: '',
  tested: null,
  install: `see \`agents: ${name}: command\` in orch.yaml`,
  keys: [],
  signInFiles: [],
  signIn: null,
  passes: pass_env,
});

/** Any program as an agent: orch.yaml says how it is started and what its screen means. */
export const pluginAgent = (name: string, settings: AgentSettings): Agent => {
  const plugin = settings.plugin ?? plain;
  const { resume_args } = plugin;
  return {
    name,
    detect: detection(name, settings.command, plugin),
    lacks: () => null,
    launch: (context) => launchPlan(context, plugin, settings.args),
    resume: (context) => (resume_args === null ? null : launchPlan(context, plugin, resume_args)),
    observe: observeWith(plugin),
    answer: (ask, answer) => answerDialog(plugin, ask, answer),
    tell: (text) => typedLine(text, plugin),
    // Without rules its output is the only sign of life it gives.
    outputIsProgress: plugin.screen.length === 0,
    recoveries: [],
  };
};
