/** What this machine has of one agent. */
export interface AgentFound {
  readonly name: string;
  /** Where its program lies; null where it is missing. */
  readonly path: string | null;
  /** `null`: nobody can tell without asking its maker. */
  readonly signed_in: boolean | null;
}
