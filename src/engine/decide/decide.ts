import type { Failure } from '../../domain/errors.ts';
import type { DayState } from '../../state/model.ts';
import { onCommand } from './commands.ts';
import { onHostFact } from './facts.ts';
import { onFile, onSettings } from './file.ts';
import type { Decision, Input } from './input.ts';
import { onOutcome } from './outcomes.ts';
import { recover } from './recover.ts';
import { settleReviews } from './review-outcome.ts';
import { schedule } from './schedule.ts';
import { onStart } from './start.ts';
import { newStep, refused, type Step } from './step.ts';
import { onTime } from './timers.ts';
import { onUntold } from './turns.ts';

const handle = (step: Step, input: Input): Failure | null => {
  switch (input.kind) {
    case 'start':
      return onStart(step, input.command, input.context);
    case 'command':
      return onCommand(step, input.command);
    case 'host_fact':
      onHostFact(step, input.fact);
      return null;
    case 'outcome':
      onOutcome(step, input.draft);
      return null;
    case 'untold':
      onUntold(step, input);
      return null;
    case 'file':
      onFile(step, input.file, input.day);
      return null;
    case 'settings':
      onSettings(step, input.settings);
      return null;
    case 'recovered':
      recover(step);
      return null;
    case 'tick':
      onTime(step);
      return null;
  }
};

/** The whole of orch's judgement: what happened plus what was wished → facts and effects. */
export const decide = (state: DayState, input: Input, now: number): Decision => {
  const step = newStep(state, now);
  const refusal = handle(step, input);
  if (refusal !== null) return refused(state, refusal);
  settleReviews(step);
  schedule(step);
  return step.done();
};
