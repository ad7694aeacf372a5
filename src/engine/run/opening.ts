import { handOver } from '../../agents/hand-over.ts';
import { freshPrompt, resumePrompt } from '../../agents/prompt.ts';
import { answerText } from '../../inbox/answer.ts';
import type { AskEntry, TaskEntry } from '../../state/model.ts';
import { lateAnswers } from '../decide/turns.ts';
import type { EffectParts } from './effect-parts.ts';

export interface Opening {
  /** Where the conversation goes on. */
  readonly resumed: string;
  /** Where it begins, with a hand-over of what others did before. */
  readonly fresh: string;
  /** Answers the prompt brings along: they are on their way with it. */
  readonly brings: readonly AskEntry[];
  /** So many findings of reviewers too. */
  readonly findings: number;
}

const answersIn = (asks: readonly AskEntry[], task: string): readonly string[] =>
  asks.flatMap((ask) =>
    ask.answer === null ? [] : [`You asked: ${ask.body.text}\n${answerText(task, ask.body, ask.answer)}`],
  );

/** What was done, asked and answered before, as the journal has it. */
const earlierWork = ({ journal, state }: EffectParts, task: TaskEntry): string => {
  const story = handOver();
  journal.each({ day: state().day, task: task.id }, story.take);
  return story.text();
};

/** The first words to a session, and the answers they bring along. */
export const openingOf = (parts: EffectParts, task: TaskEntry, instructions: string): Opening => {
  const brings = lateAnswers(parts.state(), task.id);
  const answers = answersIn(brings, task.id);
  const earlier = task.sessions.size > 1 ? earlierWork(parts, task) : '';
  const { findings } = task;
  return {
    resumed: resumePrompt(answers, findings),
    fresh: freshPrompt(instructions, earlier, { answers, findings }),
    brings,
    findings: findings.length,
  };
};
