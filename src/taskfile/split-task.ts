import type { TaskSpec } from '../domain/task.ts';
import { plainReview } from './review.ts';
import type { Part, Split } from './split.ts';
import type { ReadTask } from './task.ts';

const of = (cap: number | null, { share }: Part): number | null =>
  cap === null ? null : Math.round(cap * share) / 100;

const ofTokens = (cap: number | null, { share }: Part): number | null =>
  cap === null ? null : Math.max(1, Math.floor((cap * share) / 100));

const designId = (id: string): string => `${id}.design`;

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
