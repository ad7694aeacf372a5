/** What orch's plugin inside OpenCode is given, as a file of JSON. */
export interface Given {
  readonly session: string;
  /** Where it writes what it hears, a line an event. */
  readonly events: string;
  /** Laid over the environment of whatever the agent runs. */
  readonly shell: Readonly<Record<string, string>>;
  /** A conversation to go on with: OpenCode takes no prompt where it opens an earlier one. */
  readonly resume: { readonly conversation: string; readonly agent: string; readonly prompt: string } | null;
}

/** Names the file to the plugin. */
export const GIVEN_VARIABLE = 'ORCH_OPENCODE';

/** The plugin's own events, beside OpenCode's. */
export const BEGAN = 'orch.began';
export const MODELS = 'orch.models';
export const NOT_RESUMED = 'orch.not_resumed';
