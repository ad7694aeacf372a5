import { acceptanceLine } from '../domain/acceptance-line.ts';
import type { ReviewMoment, ReviewOf, ReviewWish } from '../domain/review.ts';
import type { TaskSpec } from '../domain/task.ts';

export interface Reviewing {
  readonly author: TaskSpec;
  readonly wish: ReviewWish;
  readonly moment: ReviewMoment;
  /** Which review of this author it is, and which of its kind. */
  readonly number: number;
  readonly round: number;
  /** What the author said at that moment. */
  readonly said: string | null;
  /** What reviewers found before. */
  readonly earlier: readonly string[];
}

const FINDINGS = 20;
const LONGEST_FINDING = 400;

const asked: Readonly<Record<ReviewMoment, string>> = {
  milestone: 'The author has reached a milestone.',
  blocker: 'The author is blocked and needs advice.',
  request: 'The author asks for a review.',
  end: 'The author says the work is finished, and the checks passed.',
  silence: 'The author has worked for a while without a milestone: is it on the right way?',
};

const verdictsAt = (moment: ReviewMoment): string =>
  moment === 'end'
    ? '`accept` (good as it is), `revise` (findings the author must mend), `escalate` (a person must decide)'
    : '`continue` (on the right way), `revise` (findings the author must mend), `escalate` (a person must decide)';

/** What an agent says at the end of a long text says most, and all of it must fit into a command line. */
const LONGEST = 4_000;

const lastOf = (said: string): string => (said.length <= LONGEST ? said : `… ${said.slice(-LONGEST)}`);

const description = ({ author, moment, said, round, wish, earlier }: Reviewing): string =>
  [
    `You review the work of another agent on the task ${author.id}: ${author.name}. ${asked[moment]}`,
    said === null ? '' : `It said:\n\n> ${lastOf(said).replaceAll('\n', '\n> ')}`,
    `## Its task\n\n${author.description.trim()}`,
    author.acceptance.length === 0
      ? ''
      : `## It is accepted when\n\n${author.acceptance.map((each) => `- ${acceptanceLine(each)}`).join('\n')}`,
    '## What to do',
    'You are in its folder. Read; change nothing there. `diff.patch` in your workspace holds all it has changed so far. Look for what is wrong, missing or risky, not for taste.',
    round > 1
      ? `This is round ${round}${round > wish.rounds ? '' : ` of at most ${wish.rounds}`}: see above all whether the earlier findings are mended.`
      : '',
    earlier.length === 0
      ? ''
      : `## Found before\n\n${earlier
          .slice(-FINDINGS)
          .map((each) => `- ${each.slice(0, LONGEST_FINDING)}`)
          .join('\n')}`,
    `Give your verdict once, by the tool give_verdict, in at most 200 words: ${verdictsAt(moment)}; findings as a list, each with its file. If you do not have that tool, end with one JSON object on its own in a \`json\` block: {"verdict": "…", "text": "…", "findings": ["…"]}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** The review as a task of its own: it is scheduled, paid, shown and ended like any other. */
export const reviewTask = (reviewing: Reviewing): TaskSpec => {
  const { author, wish, moment, number, round } = reviewing;
  const reviews: ReviewOf = { task: author.id, moment, round };
  return {
    id: `${author.id}.review-${number}`,
    name: `Review: ${author.name}`,
    description: description(reviewing),
    module: author.module,
    complexity: author.complexity,
    context_files: [],
    deliverables: [],
    agents: wish.by,
    model: wish.model,
    depends_on: [],
    priority: author.priority === 'urgent' ? 'urgent' : 'high',
    risk: 'low',
    max_cost_usd: wish.max_cost_usd,
    max_tokens: null,
    timeout_ms: 30 * 60_000,
    retries: 1,
    isolation: 'shared',
    acceptance: [],
    memory: null,
    notify: null,
    env: {},
    steps: [],
    demo: [],
    reviews,
  };
};

/** What the author is told of a review. */
export const findingsText = (by: string, text: string, findings: readonly string[]): string =>
  [
    `${by} has reviewed your work:`,
    text,
    findings.map((finding) => `- ${finding}`).join('\n'),
    'Mend what is right of it; where you disagree, say why in summary.md. Then finish your task.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
