import type { LaunchContext } from '../agent.ts';

type Home = Pick<LaunchContext, 'home'>;
type Scratch = Pick<LaunchContext, 'scratch'>;

/** Its whole configuration, apart from the person's own. */
export const configDir = ({ home }: Home): string => `${home}/.gemini`;

export const policyFile = ({ scratch }: Scratch): string => `${scratch}/gemini-policy.toml`;

export const hookFile = ({ scratch }: Scratch): string => `${scratch}/gemini-hook.sh`;

/** What it does besides its screen, line by line: the only place that tells of retries. */
export const logFile = ({ scratch }: Scratch): string => `${scratch}/gemini.log`;

export const passFile = ({ scratch }: Scratch): string => `${scratch}/gemini-pass.cjs`;

/** A path as one word of a shell command. */
export const asWord = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
