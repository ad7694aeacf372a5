import { z } from 'zod';

const MOST_CHARACTERS = 16_000;
const MOST_VERDICT_WORDS = 200;

const words = (what: string) => z.string().trim().min(1).max(MOST_CHARACTERS).describe(what);

const isBrief = (text: string): boolean => text.split(/\s+/).length <= MOST_VERDICT_WORDS;

/** What each tool takes. The descriptions are read by agents: they are prompts. */
export const inputs = {
  ask_human: z.object({
    question: words('One decision, as one question that can be answered without reading your transcript.'),
    options: z
      .array(words('One choice, short enough for a list'))
      .max(9)
      .default([])
      .describe('The choices you see, best first. Leave out for an open question.'),
    recommendation: words(
      'The option you would take, in the same words as in `options`, or why you lean that way.',
    ).optional(),
    impact: words('What waits for the answer, and what a wrong choice would cost.').optional(),
    context: words('The facts needed to decide: files, findings, what you tried.').optional(),
  }),
  report_progress: z.object({ text: words('What you do now or have just done, in one sentence.') }),
  milestone: z.object({ text: words('What is finished and can be looked at, in one sentence.') }),
  blocker: z.object({ text: words('What keeps you from going on, and what you tried.') }),
  request_review: z.object({
    text: words('What to look at, and what you are unsure of.'),
  }),
  recall: z.object({ query: words('A few words: a file, an error message, a decision.') }),
  note: z.object({ text: words('One finding or decision that whoever goes on with this work must know.') }),
  give_verdict: z.object({
    verdict: z
      .enum(['accept', 'continue', 'revise', 'escalate'])
      .describe(
        'accept: it meets the task. continue: on the right way, not finished. revise: the findings must be mended. escalate: a person must decide.',
      ),
    text: words(`Your judgement in at most ${MOST_VERDICT_WORDS} words.`).refine(isBrief, {
      message: `at most ${MOST_VERDICT_WORDS} words`,
    }),
    findings: z
      .array(words('One finding: file and line, what is wrong, what would mend it'))
      .max(50)
      .default([])
      .describe('Each thing to mend, the gravest first. Empty where there is none.'),
  }),
} as const;

export type ToolName = keyof typeof inputs;

interface Described {
  readonly title: string;
  readonly description: string;
  /** It changes nothing of the agent's surroundings. */
  readonly readOnly: boolean;
}

export const descriptions: Readonly<Record<ToolName, Described>> = {
  ask_human: {
    title: 'Ask the human',
    description:
      'Ask the person who runs this day and wait for the answer; it is returned as text. Use it when a decision is not yours to make or a wrong guess would cost more than the wait: unclear requirements, several sound ways, anything irreversible. Never use it for what you can find out yourself. It may take long: the person answers several agents. Ask one question at a time, with options and your recommendation. If the call is cut off, ask the very same question again: an answer given meanwhile is not lost.',
    readOnly: true,
  },
  report_progress: {
    title: 'Report progress',
    description:
      'Tell in one sentence what you are doing. It is shown beside your task; nobody answers. Use it when you begin a new part of the work, not for every command.',
    readOnly: true,
  },
  milestone: {
    title: 'Milestone reached',
    description:
      'Tell that a part of the task is finished and works. Others may review it now. Go on without waiting.',
    readOnly: true,
  },
  blocker: {
    title: 'Report a blocker',
    description:
      'Tell that something outside your reach keeps you from going on (missing access, broken tool, contradictory task). Go on with what is not blocked. If an answer of the person would unblock you, use ask_human instead.',
    readOnly: true,
  },
  request_review: {
    title: 'Request a review',
    description:
      'Ask for another agent to review your work so far. Go on without waiting; findings come to you as a message later.',
    readOnly: true,
  },
  recall: {
    title: 'Recall',
    description:
      'Search the notes and summaries of earlier tasks in this project. Use it before you investigate a problem: someone may have solved it. Returns the best passages with where they come from; take them as hints and check them.',
    readOnly: true,
  },
  note: {
    title: 'Keep a note',
    description:
      'Write a finding or decision into the notes of this task. They survive this session and can be recalled in later tasks. Use it for what took you long to find out, and for each decision you made.',
    readOnly: false,
  },
  give_verdict: {
    title: 'Give your verdict',
    description:
      'End your review with a verdict on the work, by its task and acceptance criteria. Call it exactly once, when you have looked at everything. Report only what you verified.',
    readOnly: true,
  },
};

/** What every agent is given, and what only a reviewer is. */
export const toolsFor = (reviewer: boolean): readonly ToolName[] =>
  (Object.keys(inputs) as ToolName[]).filter((name) => reviewer || name !== 'give_verdict');

export const INSTRUCTIONS =
  'orch runs you as one of several agents for one person. Use ask_human for decisions that are not yours, note for what others must know, recall before you search for long, and milestone or report_progress so that the person sees where you are.';

/** What the server hands to the session host: one tool call. */
export interface ToolCall {
  readonly tool: string;
  readonly arguments: unknown;
  readonly id: string;
}
