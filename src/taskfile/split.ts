import { mapping } from './mapping.ts';
import { type Reader, refuse } from './reader.ts';
import { agentList } from './review.ts';
import { whole } from './scalars.ts';

export interface Part {
  readonly agents: readonly string[];
  /** Of the task's cap, in percent. */
  readonly share: number;
}

/** One goal among three: who designs, who builds, who looks through it. */
export interface Split {
  readonly design: Part;
  readonly implementation: Part;
  readonly review: Part;
}

/** Design and building take 40 to 50 % each, the review 10 to 20 %. */
const shares = { design: 45, implementation: 40, review: 15 } as const;

const part =
  (agents: readonly string[], usual: number): Reader<Part> =>
  (tree, at) => {
    if (tree.kind !== 'map') {
      const named = agentList(agents)(tree, at);
      return named === undefined || named.length === 0 ? undefined : { agents: named, share: usual };
    }
    const shape = mapping({
      what: at.label,
      fields: { agent: agentList(agents), share: whole({ least: 1, most: 98 }) },
      required: ['agent'],
    });
    const given = shape(tree, at)?.given;
    return given?.agent === undefined ? undefined : { agents: given.agent, share: given.share ?? usual };
  };

/** `split: {design: gemini, implementation: claude, review: codex}` */
export const split =
  (agents: readonly string[]): Reader<Split> =>
  (tree, at) => {
    const shape = mapping({
      what: '`split`',
      fields: {
        design: part(agents, shares.design),
        implementation: part(agents, shares.implementation),
        review: part(agents, shares.review),
      },
      required: ['design', 'implementation', 'review'],
      hints: { implement: 'did you mean `implementation`?', build: 'did you mean `implementation`?' },
    });
    const { design, implementation, review } = shape(tree, at)?.given ?? {};
    if (design === undefined || implementation === undefined || review === undefined) return undefined;
    const sum = design.share + implementation.share + review.share;
    if (sum !== 100) return refuse(tree, at, `shares out ${sum} %`, 'the three shares must make 100');
    return { design, implementation, review };
  };
