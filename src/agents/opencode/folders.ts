import type { LaunchContext } from '../agent.ts';

/** Where OpenCode keeps what: the person's own, and this task's. */
export interface Folders {
  readonly config: string;
  readonly data: string;
  readonly state: string;
}

const named = (value: string | undefined, otherwise: string): string =>
  value === undefined || value === '' ? otherwise : value;

export const personFolders = ({ personEnv, personHome }: LaunchContext): Folders => ({
  config: named(personEnv.XDG_CONFIG_HOME, `${personHome}/.config`),
  data: named(personEnv.XDG_DATA_HOME, `${personHome}/.local/share`),
  state: named(personEnv.XDG_STATE_HOME, `${personHome}/.local/state`),
});

export const ownFolders = ({ home }: LaunchContext): Folders => ({
  config: `${home}/config`,
  data: `${home}/data`,
  state: `${home}/state`,
});

export const folderEnv = ({ config, data, state }: Folders): Readonly<Record<string, string>> => ({
  XDG_CONFIG_HOME: config,
  XDG_DATA_HOME: data,
  XDG_STATE_HOME: state,
});
