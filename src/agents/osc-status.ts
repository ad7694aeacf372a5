import type { AgentState, Fact } from '../domain/fact.ts';

/** The program status protocol's number among operating-system commands. */
export const STATUS_OSC = 7501;

const states: readonly AgentState[] = ['idle', 'working', 'blocked', 'done', 'error'];

export interface OscStatus {
  readonly state: AgentState;
  readonly app: string | null;
  readonly kind: string | null;
  readonly message: string | null;
}

const decoded = (base64: string): string | null => {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
};

const pair = (field: string): readonly [string, string] => {
  const at = field.indexOf('=');
  return at < 0 ? [field.trim(), ''] : [field.slice(0, at).trim(), field.slice(at + 1).trim()];
};

/** `state=blocked:app=x:kind=question:msg=<base64>` → what it says, or null where it says no state. */
export const oscStatus = (data: string): OscStatus | null => {
  const fields = new Map(data.split(':').map(pair));
  const state = states.find((each) => each === fields.get('state'));
  // One with an id speaks of a subagent, not of the agent.
  if (state === undefined || fields.has('id')) return null;
  const message = fields.get('msg');
  return {
    state,
    app: fields.get('app') ?? null,
    kind: fields.get('kind') ?? null,
    message: message === undefined ? null : decoded(message),
  };
};

/** The same as a fact: the best channel there is for an agent's state. */
export const oscFacts = (data: string): readonly Fact[] => {
  const status = oscStatus(data);
  if (status === null) return [];
  return [{ type: 'session.state', state: status.state, source: 'osc', message: status.message }];
};
