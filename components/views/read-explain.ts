import { stateOf } from '../../src/state/explain.ts';
import type { SessionEntry, TaskEntry } from '../../src/state/model.ts';
import { planText, planWindows } from '../../src/state/plan-windows.ts';
import { pricedBy, pricedByText } from '../../src/state/priced-by.ts';
import { sessionOf } from '../../src/state/select.ts';
import type { Action } from '../keys/action.ts';
import { actions, keyText } from '../keys/keymap.ts';
import { type Context, explained, shortId } from '../store/context.ts';
import { clockSeconds, span } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, piece } from './line.ts';
import { fact, taskFacts } from './task-facts.ts';

const sources = {
  osc: 'the agent itself, by a status report in its terminal: sure',
  hook: 'a hook the agent called: sure',
  file: 'a file the agent writes: sure',
  stream: "the agent's own event stream: sure",
  protocol: "the agent's own protocol: sure",
  process: 'the process: sure',
  mcp: 'it called a tool of orch: sure',
  title: 'the title of its terminal: likely',
  screen: 'what its screen shows: a guess',
} as const;

const exitWords = ({ exit, ending }: SessionEntry): string => {
  const how = exit?.signal == null ? `with code ${exit?.code ?? '?'}` : `by ${exit.signal}`;
  return ending === null ? `its agent exited ${how}` : `its agent was ended (${ending}), it exited ${how}`;
};

const sessionLines = (session: SessionEntry, now: number, width: number): readonly Line[] =>
  session.ended_at === null
    ? liveLines(session, now, width)
    : [
        ...fact('fact', exitWords(session), width, 'accent'),
        ...fact('said by', sources.process, width),
        ...fact('when', `${clockSeconds(session.ended_at)}, ${span(now - session.ended_at)} ago`, width),
      ];

const liveLines = (session: SessionEntry, now: number, width: number): readonly Line[] => [
  ...fact(
    'fact',
    `${session.state}${session.message === null ? '' : `: ${session.message}`}`,
    width,
    'accent',
  ),
  ...fact('said by', sources[session.source], width),
  ...fact('when', `${clockSeconds(session.state_at)}, ${span(now - session.state_at)} ago`, width),
  ...fact(
    'last sign',
    `${clockSeconds(session.last_fact_at)}, ${span(now - session.last_fact_at)} ago`,
    width,
  ),
  ...(session.deadline === null || session.frozen_at !== null
    ? []
    : fact('deadline', `${clockSeconds(session.deadline)}; it stands still while it waits for you`, width)),
];

const heading = (text: string): readonly Line[] => [[], [piece(` ${text}`, 'accent')]];

/** Facts the journal holds of this task alone, newest last. */
const lastFacts = (context: Context, task: TaskEntry): readonly Line[] =>
  context.run.events
    .filter(
      (event) => event.task === task.id && event.type !== 'session.usage' && event.type !== 'session.output',
    )
    .slice(-5)
    .map((event) => [
      piece(` ${clockSeconds(event.at)}  `, 'dim'),
      piece(`#${event.seq} `, 'dim'),
      piece(event.type),
    ]);

const KEYS_A_ROW = 5;

/** Keys of another kind of day, or of another way to hear it, are nobody's question here. */
const isOfUse = ({ run, view }: Context, { group, keys, id }: Action): boolean => {
  if (group === 'Move' || keys.length === 0) return false;
  if (group === 'Replay') return run.link.state === 'replay';
  return id !== 'recite' || view.spoken;
};

/** The keys that do nothing now, those with the same reason together. */
const idle = (context: Context, width: number): readonly Line[] => {
  const bare = { ...context, view: { ...context.view, reader: null } };
  const byWhy = new Map<string, string[]>();
  for (const action of actions.filter((each) => isOfUse(context, each))) {
    const why = action.can(bare);
    const key = action.shown ?? keyText(action.keys[0] ?? '');
    if (why !== null) byWhy.set(why, [...(byWhy.get(why) ?? []), key]);
  }
  return [...byWhy].flatMap(([why, keys]) =>
    keys.flatMap((_, at) =>
      at % KEYS_A_ROW === 0
        ? fact(keys.slice(at, at + KEYS_A_ROW).join(' '), at === 0 ? why : '', width)
        : [],
    ),
  );
};

const planFacts = ({ run, now }: Context, session: SessionEntry | null, width: number): readonly Line[] => {
  const windows = planWindows(run.day).filter(({ agent }) => agent === session?.agent);
  const text = planText(windows, now);
  return text === '' ? [] : fact('plan', text, width);
};

const priceLines = (words: readonly string[], width: number): readonly Line[] =>
  words.length === 0 ? [] : fact('priced by', pricedByText(words), width);

/** Why the task is as it is: which fact, when, from where; and why some keys do nothing now. */
export const explainLines = (
  context: Context,
  task: TaskEntry,
  theme: Theme,
  width: number,
): readonly Line[] => {
  const { day } = context.run;
  const session = sessionOf(day, task);
  const cannot = idle(context, width);
  return [
    [],
    [
      piece(` ${shortId(day, task.id)} is ${stateOf(task).replace('_', ' ')}: `, 'accent'),
      piece(explained(day, task, context.now)),
    ],
    ...(session === null
      ? []
      : [...heading('What its status rests on'), ...sessionLines(session, context.now, width)]),
    ...heading('The last facts of it'),
    ...lastFacts(context, task),
    ...(cannot.length === 0 ? [] : [...heading('Keys that cannot act now'), ...cannot]),
    ...heading('The task'),
    ...taskFacts(context, task, theme, width),
    ...(task.risk.reasons.length === 0 ? [] : fact('because', task.risk.reasons.join(', '), width)),
    ...priceLines(pricedBy(day, task.sessions), width),
    ...planFacts(context, session, width),
  ];
};
