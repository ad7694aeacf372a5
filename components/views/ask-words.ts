import type { AskEntry } from '../../src/state/model.ts';
import { blockedBy } from '../../src/state/select.ts';
import { type Context, shortId } from '../store/context.ts';
import { span } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, piece } from './line.ts';

/** Who waits with this ask: others that cannot start before its task is done. */
const blocks = (context: Context, ask: AskEntry): string => {
  const { day } = context.run;
  if (ask.body.kind === 'cap') {
    const halted = day.tasks.count((task) => task.hold === 'cap');
    return halted === 0 ? '' : ` · ${halted} halted`;
  }
  if (ask.task === null) return '';
  const ids = blockedBy(day, ask.task).map((id) => shortId(day, id));
  if (ids.length === 0) return '';
  return ids.length <= 3 ? ` · blocks ${ids.join(' ')}` : ` · blocks ${ids.length}`;
};

/** How far an answer has come; `sent` is not `delivered`. */
export const progressOf = (context: Context, ask: AskEntry, { glyphs }: Theme): Line => {
  if (ask.state === 'delivered') return [piece(`${glyphs.state.done} delivered`, 'ok')];
  if (ask.state === 'closed') return [piece(`${glyphs.state.done} ${ask.how ?? 'closed'}`, 'ok')];
  if (ask.state === 'sent') return [piece(`sent by ${ask.via ?? '?'}, no proof yet`, 'accent')];
  if (ask.answer !== null || context.view.sending.has(ask.id)) return [piece('being sent', 'accent')];
  return [piece(`waits ${span(context.now - ask.opened_at)}`, 'wait'), piece(blocks(context, ask), 'wait')];
};

/** What was answered, in a few words. */
export const answerWords = (ask: AskEntry): string => {
  if (ask.answer === null) return '';
  if (ask.answer.kind === 'text') return ask.answer.text;
  if (ask.answer.kind === 'allow') return 'allowed';
  return ask.answer.reason === null ? 'denied' : `denied: ${ask.answer.reason}`;
};

const keysFor = {
  question: [['⏎', 'write an answer']],
  permission: [
    ['a', 'allow once'],
    ['d', 'deny'],
    ['A', 'allow always'],
    ['x', 'kill'],
  ],
  approval: [
    ['a', 'approve'],
    ['d', 'refuse'],
    ['A', 'approve always'],
  ],
  violation: [
    ['a', 'allow once'],
    ['d', 'deny and go on'],
    ['x', 'kill'],
  ],
  cap: [
    ['$', 'raise'],
    ['d', 'leave the cap'],
  ],
  stuck: [],
} as const;

/** The keys that settle it. */
export const askKeys = (ask: AskEntry, { glyphs }: Theme): Line =>
  keysFor[ask.body.kind].flatMap(([key, does], at) => [
    piece(`${at === 0 ? '' : '   '}${key === '⏎' ? glyphs.enter : key} `, 'accent'),
    piece(does, 'dim'),
  ]);

const option = (ask: AskEntry, at: number, { glyphs }: Theme): Line => [
  piece(`${at + 1} `, 'accent'),
  piece(ask.body.options[at] ?? '', 'text'),
  ...(ask.body.recommended === at ? [piece(` ${glyphs.star}`, 'wait')] : []),
];

/** The options, each with its digit; the recommended one has a star. */
export const optionLines = (ask: AskEntry, theme: Theme): readonly Line[] =>
  ask.body.options.map((_, at) => option(ask, at, theme));

export const optionsInline = (ask: AskEntry, theme: Theme): Line =>
  optionLines(ask, theme).flatMap((line, at) => (at === 0 ? line : [piece('   '), ...line]));
