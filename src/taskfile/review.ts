import { type ReviewWish, reviewMoments } from '../domain/review.ts';
import { mapping } from './mapping.ts';
import { oneOrMore, type Reader } from './reader.ts';
import { choice, line, usd, whole } from './scalars.ts';

const ROUNDS = 2;

/** A reviewer without any wish of how: at every moment, two rounds at the end. */
export const plainReview = (by: readonly string[]): ReviewWish => ({
  by: [...new Set(by)],
  model: null,
  at: reviewMoments,
  rounds: ROUNDS,
  max_cost_usd: null,
});

export const agentList = (agents: readonly string[]): Reader<readonly string[]> =>
  oneOrMore(choice(agents), { of: 'agents', most: 10 });

const wish = (agents: readonly string[]) =>
  mapping({
    what: '`review`',
    fields: {
      by: agentList(agents),
      model: line,
      at: oneOrMore(choice(reviewMoments), { of: 'moments', most: reviewMoments.length }),
      rounds: whole({ least: 1, most: 10 }),
      max_cost_usd: usd,
    },
    required: ['by'],
    hints: { agent: 'did you mean `by`?', when: 'did you mean `at`?', on: 'did you mean `at`?' },
  });

/** `review: codex`, a list of agents, or a mapping that says when and how often. */
export const review =
  (agents: readonly string[]): Reader<ReviewWish> =>
  (tree, at) => {
    if (tree.kind !== 'map') {
      const by = agentList(agents)(tree, at);
      return by === undefined || by.length === 0 ? undefined : plainReview(by);
    }
    const given = wish(agents)(tree, at)?.given;
    if (given?.by === undefined) return undefined;
    const plain = plainReview(given.by);
    return {
      ...plain,
      model: given.model ?? null,
      at: given.at === undefined ? plain.at : [...new Set(given.at)],
      rounds: given.rounds ?? ROUNDS,
      max_cost_usd: given.max_cost_usd ?? null,
    };
  };
