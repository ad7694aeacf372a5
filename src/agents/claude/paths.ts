import type { LaunchContext } from '../agent.ts';

type Home = Pick<LaunchContext, 'home'>;

/** Claude's whole configuration, apart from the person's own. */
export const configDir = ({ home }: Home): string => `${home}/config`;

/** All conversations of this home, those of subagents included. */
export const transcriptsDir = (context: Home): string => `${configDir(context)}/projects`;

export const settingsFile = (context: Pick<LaunchContext, 'scratch'>): string =>
  `${context.scratch}/claude-settings.json`;

export const mcpFile = (context: Pick<LaunchContext, 'scratch'>): string =>
  `${context.scratch}/claude-mcp.json`;
