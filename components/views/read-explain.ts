import { stateOf } from '../../src/state/explain.ts';
import type { SessionEntry, TaskEntry } from '../../src/state/model.ts';
import { sessionOf } from '../../src/state/select.ts';
import { actions, keysText } from '../keys/keymap.ts';
import { type Context, explained, shortId } from '../store/context.ts';
import { clockSeconds, span } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, padded, piece } from './line.ts';
import { fact, taskFacts } from './task-facts.ts';

const sources = {
  osc: 'the agent itself, by a status report in its terminal: sure',
  hook: 'a hook the agent called: sure',
  file: 'a file the agent writes: sure',
  stream: "the agent's own event stream: sure",
  protocol: "the agent's own protocol: sure",
  process: 'the process: sure',
  title: 'the title of its terminal: likely',
  screen: 'what its screen shows: a guess',
} as const;

const sessionLines = (session: SessionEntry, now: number, width: number): readonly Line[] => [
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
      piece(`#${event.seq} `, 'rule'),
      piece(event.type),
    ]);

const idle = (context: Context): readonly Line[] =>
  actions
    .filter((action) => (action.group === 'Task' || action.group === 'Inbox') && action.keys.length > 0)
    .flatMap((action): readonly Line[] => {
      const why = action.can({ ...context, view: { ...context.view, reader: null } });
      if (why === null) return [];
      const key = action.shown ?? keysText(action);
      return [
        [piece(` ${padded(key, 4)}`, 'accent'), piece(padded(action.label, 10), 'text'), piece(why, 'dim')],
      ];
    });

/** Why the task is as it is: which fact, when, from where; and why some keys do nothing now. */
export const explainLines = (
  context: Context,
  task: TaskEntry,
  theme: Theme,
  width: number,
): readonly Line[] => {
  const { day } = context.run;
  const session = sessionOf(day, task);
  const cannot = idle(context);
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
    ...heading('The task'),
    ...taskFacts(context, task, theme, width),
    ...(task.risk.reasons.length === 0 ? [] : fact('because', task.risk.reasons.join(', '), width)),
    ...(cannot.length === 0 ? [] : [...heading('Keys that cannot act now'), ...cannot]),
  ];
};
