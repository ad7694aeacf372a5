/** One line of `orch doctor`; `--json` prints them as they are. */
export interface Finding {
  readonly area: 'machine' | 'agents' | 'project' | 'terminal';
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'limited';
  readonly detail: string;
  readonly mend: string | null;
  /** What is known of an agent. */
  readonly agent?: {
    readonly path: string | null;
    readonly version: string | null;
    readonly tested: string | null;
    /** `null`: it needs none, or nobody can tell without asking its maker. */
    readonly signed_in: boolean | null;
  };
}

/** All is well. */
export const fine = (area: Finding['area'], what: string, detail: string): Finding => ({
  area,
  what,
  state: 'ok',
  detail,
  mend: null,
});
