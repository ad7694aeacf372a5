import type { Context } from '../store/context.ts';
import type { Choice, Deed, Outcome } from '../store/view.ts';
import { counted } from '../theme/format.ts';
import { reachWords } from '../views/rule-words.ts';
import { type Action, always, noEngine, stays, withBar } from './action.ts';

const stop = (now: boolean): Deed => ({
  do: 'send',
  command: { do: 'day.stop', now },
  said: now ? 'every agent is being killed' : 'the agents halt at their next tool boundary',
  ask: null,
});

const running = ({ run }: Context): boolean => run.day.phase === 'running' || run.day.phase === 'stopping';

const halt: Choice = { key: 'h', label: 'halt them, to go on later', deeds: [stop(false)] };
const killAll: Choice = { key: 'k', label: 'kill them now', deeds: [stop(true)] };

const quit = (context: Context): Outcome => {
  const { run, view } = context;
  if (run.link.state !== 'live' || !running(context)) return stays(view, { do: 'leave' });
  const live = run.day.live.size;
  return withBar(view, {
    kind: 'confirm',
    whileRunning: true,
    grave: false,
    title:
      live === 0
        ? 'Leave the console? The day goes on'
        : `Leave the console? ${counted(live, 'agent')} at work`,
    detail: 'Left running, the day goes on by itself and questions keep waiting; `orch attach` comes back.',
    choices: [
      { key: 'l', label: 'leave it running', deeds: [{ do: 'leave' }] },
      { ...halt, thenLeave: true },
      { ...killAll, thenLeave: true },
      { key: 'n', label: 'stay', deeds: [] },
    ],
  });
};

const MOST_CHOICES = 9;

const ruleless = (context: Context): string | null =>
  noEngine(context) ?? (context.run.day.rules.length === 0 ? 'no rule is saved' : null);

/** Which one is the confirmation as well: only a digit removes, and the newest come first. */
const forgetRule = ({ run, view, now }: Context): Outcome => {
  const newest = run.day.rules.slice(-MOST_CHOICES).reverse();
  return withBar(view, {
    kind: 'confirm',
    grave: false,
    title: 'Remove a rule? What it answered is asked of you again',
    detail: 'What it has answered so far stays answered.',
    choices: [
      ...newest.map((rule, at): Choice => {
        const { id, answer, subject } = rule;
        const said = `rule ${id} is removed`;
        const deed: Deed = { do: 'send', command: { do: 'rule.remove', rule: id }, said, ask: null };
        return {
          key: String(at + 1),
          label: `${answer}: ${subject} (${reachWords(run.day, rule, now)})`,
          deeds: [deed],
        };
      }),
      { key: 'n', label: 'keep', deeds: [] },
    ],
  });
};

export const dayActions: readonly Action[] = [
  {
    id: 'forget-rule',
    keys: ['X'],
    label: 'remove a rule',
    doc: 'Remove a rule that answers by itself; N lists them',
    group: 'Day',
    can: ruleless,
    act: forgetRule,
  },
  {
    id: 'stop-day',
    keys: ['S'],
    label: 'stop the day',
    doc: 'Halt every agent in good order, or kill them; the console stays',
    group: 'Day',
    can: (context) => noEngine(context) ?? (running(context) ? null : 'no day is running'),
    act: ({ view, run }) =>
      withBar(view, {
        kind: 'confirm',
        whileRunning: true,
        grave: true,
        title: `Stop the day? ${counted(run.day.live.size, 'agent')} at work`,
        detail: 'Halted agents keep their conversation and go on with `orch start`.',
        choices: [halt, killAll, { key: 'n', label: 'let it run', deeds: [] }],
      }),
  },
  {
    id: 'quit',
    keys: ['q', 'ctrl-c'],
    shown: 'q',
    label: 'quit',
    doc: 'Leave the console; asks whether the agents go on, halt or die',
    group: 'Day',
    hint: { list: 15, stage: 12, inbox: 15 },
    can: always,
    act: quit,
  },
  {
    id: 'suspend',
    keys: ['ctrl-z'],
    label: 'suspend',
    doc: 'Back to the shell for a while; `fg` returns',
    group: 'Day',
    can: always,
    act: ({ view }) => stays(view, { do: 'suspend' }),
  },
  {
    id: 'redraw',
    keys: ['ctrl-l'],
    label: 'redraw',
    doc: 'Draw the whole screen anew',
    group: 'Day',
    can: always,
    act: ({ view }) => stays(view, { do: 'redraw' }),
  },
];
