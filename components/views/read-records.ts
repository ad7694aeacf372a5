import type { AskEntry } from '../../src/state/model.ts';
import { isOver } from '../../src/state/rules.ts';
import type { Context } from '../store/context.ts';
import { clock, clockSeconds } from '../theme/format.ts';
import type { Tone } from '../theme/palette.ts';
import type { Theme } from '../theme/theme.ts';
import { headline } from './ask-block.ts';
import { answerWords } from './ask-words.ts';
import { eventWords } from './event-words.ts';
import { type Line, padded, piece, spread } from './line.ts';
import { reachWords } from './rule-words.ts';
import { wrapped } from './wrap.ts';

const askLines = (ask: AskEntry, { glyphs }: Theme, width: number): readonly Line[] => {
  const answer = answerWords(ask);
  const when = (at: number | null, words: string): Line[] =>
    at === null ? [] : [[piece(`   ${clockSeconds(at)}  `, 'dim'), piece(words, 'dim')]];
  return [
    [],
    ...wrapped(headline(ask), width - 14).map(
      (text, at): Line => [
        piece(at === 0 ? ` ${glyphs.ask[ask.body.kind]} ${padded(ask.id, 5)}` : ' '.repeat(8), 'wait'),
        piece(text),
      ],
    ),
    ...when(ask.opened_at, `${ask.body.kind} opened`),
    ...when(ask.answered_at, `${ask.by === 'person' ? 'you' : (ask.by ?? '')}: ${answer}`),
    ...when(ask.sent_at, `sent by ${ask.via ?? '?'}`),
    ...when(ask.delivered_at, `delivered, proof: ${ask.proof ?? ''}`),
    ...when(ask.closed_at, `closed: ${ask.how ?? ''}`),
    ...(ask.state === 'open' && ask.answer === null ? [[piece('   waits for you', 'wait')]] : []),
  ];
};

/** What a task asked, what was answered, and what proves that it arrived. */
export const historyLines = (
  context: Context,
  task: string,
  theme: Theme,
  width: number,
): readonly Line[] => {
  const asks = [...context.run.day.asks.values()].filter((ask) => ask.task === task);
  if (asks.length === 0) return [[], [piece(' It has asked nothing so far.', 'dim')]];
  return asks.sort((a, b) => a.opened_at - b.opened_at).flatMap((ask) => askLines(ask, theme, width));
};

/** Every fact of a task that says something to a person. */
export const eventLines = (context: Context, task: string, width: number): readonly Line[] => {
  const events = context.run.events.filter((event) => event.task === task);
  if (events.length === 0) return [[], [piece(' No fact of it so far.', 'dim')]];
  return events.flatMap((event): readonly Line[] => {
    const words = eventWords(event);
    if (words === null) return [];
    return wrapped(words, width - 36).map((text, at) =>
      at === 0
        ? [
            piece(` ${clockSeconds(event.at)} `, 'dim'),
            piece(`${String(event.seq).padStart(6)}  `, 'dim'),
            piece(padded(event.type, 19), 'accent'),
            piece(text),
          ]
        : [piece(' '.repeat(36)), piece(text)],
    );
  });
};

const levels: Readonly<Record<string, Tone>> = { info: 'text', warning: 'wait', error: 'bad' };

/** What orch had to say today, and the rules that answer by themselves. */
export const noticeLines = ({ run, now }: Context, width: number): readonly Line[] => {
  const notices = [...run.day.notices].reverse();
  const said = notices.flatMap((notice) =>
    wrapped(notice.text, width - 9).map(
      (text, at): Line => [
        piece(at === 0 ? ` ${clock(notice.at)}  ` : ' '.repeat(8), 'dim'),
        piece(text, levels[notice.level] ?? 'text'),
      ],
    ),
  );
  const rules = run.day.rules.map((rule): Line => {
    const over = isOver(rule, now);
    const what = piece(`${rule.answer} ${rule.kind}: ${rule.subject}`, over ? 'dim' : 'text');
    const reach = piece(`  ${reachWords(run.day, rule, now)} `, over ? 'wait' : 'dim');
    return spread([piece(` ${padded(rule.id, 6)}`, 'accent'), what], [reach], width);
  });
  return [
    [],
    ...(said.length === 0 ? [[piece(' Nothing so far.', 'dim')]] : said),
    ...(rules.length === 0
      ? []
      : [
          [],
          [piece(' Rules that answer by themselves', 'accent'), piece('   X removes one', 'dim')],
          ...rules,
        ]),
  ];
};
