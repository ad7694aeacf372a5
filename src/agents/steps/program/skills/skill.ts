/** What a step is told of its surroundings. */
export interface SkillContext {
  readonly cwd: string;
  readonly approved: boolean;
  readonly httpHosts: readonly string[];
}

/** How a step ended. `code` is null where it never ran or was ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a skill makes of its arguments: a program to run, work done here, or a refusal. */
export type Work =
  | {
      readonly kind: 'program';
      readonly file: string;
      readonly args: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'here'; readonly run: (signal: AbortSignal) => Promise<Ran> }
  | { readonly kind: 'refused'; readonly why: string };

export type Skill = (args: readonly string[], context: SkillContext) => Work;

export const refused = (why: string): Work => ({ kind: 'refused', why });
