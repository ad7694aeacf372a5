import { countsOf } from '../../src/state/select.ts';
import type { Context } from '../store/context.ts';
import { counted, usd } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, lineWidth, piece } from './line.ts';

/** A few lines in the middle of a box. */
export const centred = (lines: readonly Line[], width: number, height: number): readonly Line[] => {
  const above = Math.max(0, Math.floor((height - lines.length) / 2.4));
  const longest = Math.max(0, ...lines.map(lineWidth));
  const left = ' '.repeat(Math.max(0, Math.floor((width - longest) / 2)));
  return [...Array.from({ length: above }, (): Line => []), ...lines.map((line) => [piece(left), ...line])];
};

const loading: readonly Line[] = [[piece('Asking the engine how the day stands…', 'dim')]];

const firstRun: readonly Line[] = [
  [piece('No day has been run here yet.', 'accent')],
  [],
  [
    piece('1  ', 'accent'),
    piece('orch init', 'text'),
    piece('                    sets this project up', 'dim'),
  ],
  [
    piece('2  ', 'accent'),
    piece('tasks/today.yaml', 'text'),
    piece("             is where the day's work is written", 'dim'),
  ],
  [
    piece('3  ', 'accent'),
    piece('orch check', 'text'),
    piece('                   shows plan, risk and forecast', 'dim'),
  ],
  [
    piece('4  ', 'accent'),
    piece('orch start', 'text'),
    piece('                   starts the agents and comes back here', 'dim'),
  ],
  [],
  [piece('To see it all with no agent and no key: ', 'dim'), piece('orch start tasks/demo.yaml', 'text')],
  [],
  [piece('q', 'accent'), piece(' leaves', 'dim')],
];

const noTasks: readonly Line[] = [
  [piece('The day has no tasks yet.', 'accent')],
  [],
  [piece('Add some to its file: it is read again when you save it.', 'dim')],
];

const gone = (tries: number, why: string): readonly Line[] => [
  [piece('The engine is away.', 'bad')],
  [],
  [piece(why, 'dim')],
  [piece('The agents work on in their own hosts; nothing they do is lost.', 'dim')],
  [piece(`Looking for it again (${counted(tries, 'time')} so far). q leaves.`, 'dim')],
];

/** What stands instead of everything while there is nothing to show, or null. */
export const wholeState = ({ run }: Context): readonly Line[] | null => {
  const { link, day } = run;
  if (day.phase === 'none') {
    if (link.state === 'gone') return gone(link.tries, link.why);
    return link.state === 'loading' ? loading : firstRun;
  }
  return day.tasks.isEmpty() ? noTasks : null;
};

/** The day as it ended, above the selected task. */
export const dayOver = ({ run }: Context, { glyphs }: Theme): readonly Line[] => {
  const { day } = run;
  if (day.phase !== 'ended') return [];
  const counts = countsOf(day);
  const good = day.exit === 0;
  const review = counts.needs_review > 0 ? `, ${counts.needs_review} to review` : '';
  return [
    [],
    [
      piece(
        `  ${good ? glyphs.state.done : glyphs.state.needs_review} The day is over`,
        good ? 'ok' : 'wait',
      ),
      piece(`: ${day.why}`, 'text'),
    ],
    [
      piece(
        `    ${counts.done} done, ${counts.failed} failed${review}; ${usd(day.spend.usd)} spent.   `,
        'dim',
      ),
      piece('R', 'accent'),
      piece(' report   ', 'dim'),
      piece('q', 'accent'),
      piece(' leave', 'dim'),
    ],
  ];
};
