import type { Voice } from '../../own/program/voice.ts';
import type { ActionName, ActionOf } from '../actions.ts';
import type { DemoSpec } from '../spec.ts';
import type { Keyboard } from './keyboard.ts';
import type { Pace } from './pace.ts';
import type { Progress } from './progress.ts';
import type { Screen } from './screen.ts';

/** What every action may use. */
export interface Stage {
  readonly spec: DemoSpec;
  readonly cwd: string;
  readonly pace: Pace;
  readonly voice: Voice;
  readonly screen: Screen;
  readonly keyboard: Keyboard;
  readonly now: () => number;
  readonly progress: () => Progress;
  /** Remembers, durably, before anything else happens. */
  readonly remember: (part: Partial<Progress>) => void;
}

/** Null: go on with the next action. A number: end with this exit code. */
export type Outcome = number | null;

export type Play<K extends ActionName> = (action: ActionOf<K>, stage: Stage) => Promise<Outcome>;

/** Puts the last answer and the like into a text: `${answer}`, `${choice}`, `${attempt}`, `${task}`. */
export const filled = (text: string, stage: Stage): string => {
  const { answer, choice } = stage.progress();
  const { attempt, task, model } = stage.spec;
  const values: Readonly<Record<string, string>> = {
    answer,
    choice: choice ?? '',
    attempt: String(attempt),
    task,
    model,
  };
  return text.replaceAll(
    /\$\{(\w+)\}/g,
    (whole, name: string) => (Object.hasOwn(values, name) ? values[name] : null) ?? whole,
  );
};

/** Shows what goes on and takes its time. */
export const during = async (stage: Stage, activity: string, seconds: number): Promise<void> => {
  stage.screen.change({ activity });
  await stage.pace.pause(seconds);
};
