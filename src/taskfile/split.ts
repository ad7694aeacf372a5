import type { TaskSpec } from '../domain/task.ts';
import { mapping } from './mapping.ts';
import { type Reader, refuse } from './reader.ts';
import { agentList, plainReview } from './review.ts';
import { whole } from './scalars.ts';
import type { ReadTask } from './task.ts';

interface Part {
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

const of = (cap: number | null, { share }: Part): number | null =>
  cap === null ? null : Math.round(cap * share) / 100;

const ofTokens = (cap: number | null, { share }: Part): number | null =>
  cap === null ? null : Math.max(1, Math.floor((cap * share) / 100));

export const designId = (id: string): string => `${id}.design`;

const designSpec = (spec: TaskSpec, { design }: Split): TaskSpec => ({
  ...spec,
  id: designId(spec.id),
  name: `Design: ${spec.name}`,
  description: `Design the work below; do not do it. Decide on structure, interfaces, data and tests, weigh the risks, and write it down as \`design.md\` in your workspace (agent_workspaces/${designId(spec.id)}/design.md), precise enough for another to build by it. Change no other file.\n\n## The work\n\n${spec.description}`,
  agents: [...new Set(design.agents)],
  deliverables: [],
  acceptance: [{ kind: 'run', command: 'test -s "$ORCH_WORKSPACE/design.md"' }],
  max_cost_usd: of(spec.max_cost_usd, design),
  max_tokens: ofTokens(spec.max_tokens, design),
});

const builtSpec = (spec: TaskSpec, { implementation, review }: Split): TaskSpec => ({
  ...spec,
  description: `${spec.description}\n\nAnother agent has designed this: read \`agent_workspaces/${designId(spec.id)}/design.md\` of the project first and build by it. Where you must depart from it, say why in summary.md.`,
  agents: [...new Set(implementation.agents)],
  depends_on: [...spec.depends_on, designId(spec.id)],
  max_cost_usd: of(spec.max_cost_usd, implementation),
  max_tokens: ofTokens(spec.max_tokens, implementation),
  review: {
    ...plainReview(review.agents),
    at: ['blocker', 'request', 'end'],
    max_cost_usd: of(spec.max_cost_usd, review),
  },
});

/** One goal as linked tasks. What waits for the goal waits for what is built and reviewed. */
export const splitTask = (task: ReadTask): readonly ReadTask[] => {
  if (task.split === undefined) return [task];
  const { split: plan, ...rest } = task;
  const id = { value: designId(task.id.value), span: task.id.span };
  const design: ReadTask = {
    ...rest,
    spec: designSpec(task.spec, plan),
    id,
    mentions: task.mentions.filter(({ kind }) => kind === 'context'),
  };
  return [design, { ...rest, spec: builtSpec(task.spec, plan), depends: [...task.depends, id] }];
};
