import type { Action, ActionName } from '../actions.ts';
import { ask } from './ask.ts';
import { commit, permission } from './dialogs.ts';
import { usage } from './money.ts';
import { currentItem, planAt } from './plan.ts';
import type { Progress } from './progress.ts';
import { runCommand } from './run-command.ts';
import type { Outcome, Play, Stage } from './stage.ts';
import { crash, fail, flood, hang, spawn } from './trouble.ts';
import { edit, notes, read, say, summary, think, write } from './work.ts';

/** A heading in the plan; play() draws it and says when it is done. */
const plan: Play<'plan'> = async () => null;

const plays: { readonly [K in ActionName]: Play<K> } = {
  plan,
  say,
  think,
  read,
  write,
  edit,
  run: runCommand,
  usage,
  ask,
  permission,
  commit,
  summary,
  notes,
  fail,
  crash,
  hang,
  flood,
  spawn,
};

const perform = (action: Action, stage: Stage): Promise<Outcome> =>
  (plays[action.do] as (action: Action, stage: Stage) => Promise<Outcome>)(action, stage);

const holds = (when: string, { choice, verdict }: Progress): boolean =>
  [choice, verdict].some((each) => each?.toLowerCase() === when.toLowerCase());

/** Whether an action is meant for this attempt and for the answer that was given. */
const isDue = (action: Action, stage: Stage): boolean =>
  (action.attempt === null || action.attempt === stage.spec.attempt) &&
  (action.when === null || holds(action.when, stage.progress()));

/** How long it says it takes; what waits for a person or for ever does not say. */
const secondsOf = (action: Action | undefined): number =>
  action !== undefined && action.do !== 'spawn' && 'seconds' in action ? action.seconds : 0;

const LEAST = 0.2;

const weight = (actions: readonly Action[]): number =>
  actions.reduce((all, action) => all + Math.max(LEAST, secondsOf(action)), 0);

const showProgress = (stage: Stage, actions: readonly Action[], index: number): void => {
  const whole = weight(actions);
  const before = weight(actions.slice(0, index));
  const seconds = secondsOf(actions[index]);
  stage.screen.change({
    plan: planAt(actions, index),
    share: {
      from: before / whole,
      to: (before + seconds) / whole,
      since: stage.now(),
      ms: stage.pace.ms(seconds),
    },
  });
};

/** A part of the plan is done when the next begins, or the script ends. */
const reportMilestone = (stage: Stage, actions: readonly Action[], index: number): void => {
  const isBorder = index === actions.length || actions[index]?.do === 'plan';
  const done = isBorder ? currentItem(actions, index - 1) : null;
  if (done !== null) stage.voice.record({ type: 'milestone', text: done });
};

/** Plays the script from where it was left; the exit code is 0 when it came to its end. */
export const play = async (actions: readonly Action[], stage: Stage): Promise<number> => {
  for (let index = stage.progress().next; index < actions.length; index += 1) {
    const action = actions[index];
    if (action === undefined) break;
    reportMilestone(stage, actions, index);
    showProgress(stage, actions, index);
    const outcome = isDue(action, stage) ? await perform(action, stage) : null;
    stage.remember({ next: index + 1, asking: null });
    if (outcome !== null) return outcome;
  }
  reportMilestone(stage, actions, actions.length);
  showProgress(stage, actions, actions.length);
  return 0;
};
