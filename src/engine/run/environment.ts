/** What an agent may see of the person's environment: enough to work, nothing that is a secret by habit. */
const allowed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'NO_COLOR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
];

const allowedPrefix = /^(LC_|ORCH_DEMO_)/;

/** With these, git's reading verbs write nothing below .git: any write there is then a sign. */
const quietGit: Readonly<Record<string, string>> = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'diff.autoRefreshIndex',
  GIT_CONFIG_VALUE_0: 'false',
  GIT_PAGER: 'cat',
  LESSHISTFILE: '-',
};

interface Named {
  readonly session: string;
  readonly task: string;
  readonly workspace: string;
}

/** Its keys, and what else of the person's environment it cannot do without. */
interface Wanted {
  readonly keys: readonly string[];
  readonly passes: readonly string[];
}

type Layers = readonly Readonly<Record<string, string>>[];

/** What an agent sees of the person's environment; later layers win. */
export const seenEnvironment = (
  own: Readonly<Record<string, string | undefined>>,
  wanted: Wanted,
  ...layers: Layers
): Record<string, string> => {
  const env: Record<string, string> = {};
  const names = new Set([...allowed, ...wanted.keys, ...wanted.passes]);
  for (const [name, value] of Object.entries(own))
    if (value !== undefined && (names.has(name) || allowedPrefix.test(name))) env[name] = value;
  return Object.assign(env, ...layers);
};

/** The whole environment of an agent; later layers win. */
export const agentEnvironment = (
  own: Readonly<Record<string, string | undefined>>,
  wanted: Wanted,
  named: Named,
  ...layers: Layers
): Record<string, string> => ({
  ...seenEnvironment(own, wanted),
  ...quietGit,
  ...Object.assign({}, ...layers),
  ORCH_SESSION: named.session,
  ORCH_TASK: named.task,
  ORCH_WORKSPACE: named.workspace,
});
