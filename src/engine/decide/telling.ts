import type { SessionEntry } from '../../state/model.ts';
import type { Step } from './step.ts';

/** Words for an agent's next turn, journaled first: the next engine sends them again should this one die over it. */
export const tellNext = (step: Step, { id, task }: SessionEntry, key: string, text: string): void => {
  step.emit({ type: 'session.nudged', task, session: id, key, text });
  step.effect({ do: 'tell', session: id, key, text });
};
