import type { TaskSpec } from '../../domain/task.ts';
import { closeAsk, openAsk, openAsksOf, plainAsk } from './asks.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';

/** What a rule for this approval would hold on to: the task as it will run, not its name. */
const subjectOf = (spec: TaskSpec): string => {
  const steps = spec.steps.map((step) => [step.skill, ...step.args].join(' '));
  return [spec.id, ...(steps.length > 0 ? steps : [spec.description.trim()])].join(' · ');
};

/** Risk asks before the work starts, so that a person can approve the whole day in the morning. */
export const askApproval = (step: Step, id: string): void => {
  const task = step.state().tasks.get(id);
  if (task === undefined || task.approved || !task.risk.needs_approval) return;
  if (openAsksOf(step.state(), { task: id, kind: 'approval' }).length > 0) return;
  if (step.state().yes && !task.risk.dangerous) {
    step.emit({ type: 'task.approved', task: id, by: '--yes' });
    return;
  }
  const { id: askId, rule } = openAsk(step, {
    task: id,
    key: null,
    body: plainAsk('approval', `Start “${task.spec.name}”? Risk ${task.risk.score} of 100`, {
      context: task.risk.reasons.join(', '),
      subject: subjectOf(task.spec),
    }),
  });
  if (rule !== null) settleApproval(step, askId);
};

/** The task is not what was asked about any more: the ask goes, and comes anew as it is now. */
export const askApprovalAnew = (step: Step, id: string): void => {
  for (const ask of openAsksOf(step.state(), { task: id, kind: 'approval' }))
    closeAsk(step, ask, 'the task was changed');
  askApproval(step, id);
};

/** `--yes`, given while approvals wait already. */
export const approveByFlag = (step: Step): void => {
  for (const ask of openAsksOf(step.state(), { kind: 'approval' })) {
    const task = step.state().tasks.get(ask.task ?? '');
    if (task === undefined || task.risk.dangerous) continue;
    closeAsk(step, ask, 'approved by --yes');
    step.emit({ type: 'task.approved', task: task.id, by: '--yes' });
  }
};

/** An answered approval either starts the task or refuses it. */
export const settleApproval = (step: Step, askId: string): void => {
  const ask = step.state().asks.get(askId);
  if (ask?.answer == null || ask.task === null) return;
  const { answer } = ask;
  if (answer.kind === 'deny') {
    closeAsk(step, ask, 'refused');
    const reason = answer.reason === null ? '' : `: ${answer.reason}`;
    endTask(step, ask.task, 'needs_review', `refused${reason}`);
    return;
  }
  closeAsk(step, ask, 'approved');
  step.emit({ type: 'task.approved', task: ask.task, by: ask.by ?? 'person' });
};
