import type { Agent } from '../../../src/agents/agent.ts';
import type { Call, Scripts } from '../../fake-model/script.ts';
import type { Stage, taskOf } from '../stage.ts';

/** What a story needs to know of the agent that plays in it. */
export interface Actor {
  readonly name: string;
  readonly agent: Agent;
  readonly stage: (
    scripts: Scripts,
    more?: { readonly settings: Readonly<Record<string, unknown>> },
  ) => Promise<Stage>;
  readonly task: ReturnType<typeof taskOf>;
  /** Writes the word and a new line to `<word>.txt` in its folder, without asking anybody. */
  readonly writes: (word: string) => Call;
}
