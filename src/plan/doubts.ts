import type { AgentFound } from '../domain/agent-found.ts';
import type { TaskSpec } from '../domain/task.ts';

/** Why somebody the day names will not do what it says, and who does instead. */
export interface Doubt {
  readonly kind: 'missing' | 'signed_out' | 'reviews_itself';
  readonly agent: string;
  readonly role: 'work' | 'review';
  /** Null where nobody else is named. */
  readonly instead: string | null;
  readonly tasks: readonly string[];
  /** All of it as a sentence. */
  readonly text: string;
}

type Found = ReadonlyMap<string, AgentFound>;
type Single = Omit<Doubt, 'tasks' | 'text'> & { readonly task: string };

const troubleWith = (agent: string, found: Found): 'missing' | 'signed_out' | null => {
  const known = found.get(agent);
  if (known === undefined) return null;
  if (known.path === null) return 'missing';
  return known.signed_in === false ? 'signed_out' : null;
};

/** Everyone named before the first who can: after that one nobody is needed. */
const absent = (
  named: readonly string[],
  role: Doubt['role'],
  task: string,
  found: Found,
): readonly Single[] => {
  const at = named.findIndex((agent) => troubleWith(agent, found) === null);
  const before = at < 0 ? named : named.slice(0, at);
  return before.flatMap((agent) => {
    const kind = troubleWith(agent, found);
    return kind === null ? [] : [{ kind, agent, role, instead: named[at] ?? null, task }];
  });
};

const firstThere = (named: readonly string[], found: Found): string | undefined =>
  named.find((agent) => troubleWith(agent, found) === null);

const doubtsIn = (task: TaskSpec, found: Found): readonly Single[] => {
  const { id, agents, review } = task;
  if (review === undefined) return absent(agents, 'work', id, found);
  const author = firstThere(agents, found);
  const itself =
    author !== undefined && firstThere(review.by, found) === author
      ? [{ kind: 'reviews_itself', agent: author, role: 'review', instead: null, task: id } as const]
      : [];
  return [...absent(agents, 'work', id, found), ...absent(review.by, 'review', id, found), ...itself];
};

const why = {
  missing: 'is not on this machine',
  signed_out: 'is not signed in',
  reviews_itself: '',
} as const;

const MOST_NAMED = 5;

const listed = (tasks: readonly string[]): string =>
  tasks.length > MOST_NAMED
    ? `${tasks.slice(0, MOST_NAMED).join(', ')} and ${tasks.length - MOST_NAMED} more`
    : tasks.join(', ');

const sentence = ({ kind, agent, role, instead }: Single, tasks: readonly string[]): string => {
  if (kind === 'reviews_itself') return `${agent} would review its own work: ${listed(tasks)}`;
  const what = role === 'work' ? listed(tasks) : `the review of ${listed(tasks)}`;
  const then = instead === null ? `nobody else is named for ${what}` : `${instead} takes ${what}`;
  return `${agent} ${why[kind]}: ${then}`;
};

/** What of the day this machine cannot do as it stands there, and who would judge itself. */
export const doubtsOf = (tasks: readonly TaskSpec[], agents: readonly AgentFound[]): readonly Doubt[] => {
  const found = new Map(agents.map((agent) => [agent.name, agent]));
  const all = tasks.flatMap((task) => doubtsIn(task, found));
  const groups = Map.groupBy(all, ({ kind, agent, role, instead }) =>
    JSON.stringify([kind, agent, role, instead]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { task: _, ...shared } = first;
    const ids = group.map(({ task }) => task);
    return [{ ...shared, tasks: ids, text: sentence(first, ids) }];
  });
};
