import { fitted, type Line, lineWidth, span, wrapped } from './lines.ts';
import type { Dialog, Size } from './scene.ts';

const WIDEST = 76;

/** At second precision: a countdown that changes more often only flickers. */
const countdown = ({ until, otherwise }: Dialog, now: number): string =>
  until === null ? '' : `${otherwise} in ${Math.max(0, Math.ceil((until - now) / 1000))} s`;

const boxed = (line: Line, inner: number, look: Dialog['look']): Line => {
  const text = fitted(line, inner - 2);
  return [
    span(' │ ', look),
    ...text,
    span(' '.repeat(Math.max(0, inner - 2 - lineWidth(text)))),
    span(' │', look),
  ];
};

const rowsOf = (dialog: Dialog, inner: number, room: number, now: number): readonly Line[] => {
  const wait = countdown(dialog, now);
  const foot: Line[] = [...(wait === '' ? [] : [[span(wait, 'quiet')]]), [span(dialog.prompt, 'strong')]];
  const choices = dialog.choices.map((choice): Line => [span(`  ${choice}`)]);
  const body = dialog.body.flatMap((text) => wrapped(text, inner - 2)).map((row): Line => [span(row)]);
  const spare = room - foot.length - choices.length;
  const head = body.slice(0, Math.max(1, spare));
  const gap: Line[] = spare - head.length > 1 ? [[]] : [];
  return [...head, ...choices.slice(0, Math.max(0, room - foot.length - head.length)), ...gap, ...foot];
};

/** A framed question; however small the screen, its last row with the keys stays. */
export const drawDialog = (dialog: Dialog, size: Size, now: number): readonly Line[] => {
  const inner = Math.min(WIDEST, size.cols - 3);
  const rows = rowsOf(dialog, inner, size.rows - 2, now);
  const title = fitted([span(` ${dialog.title} `, 'strong')], inner - 4);
  const top: Line = [
    span(' ╭─', dialog.look),
    ...title,
    span(`${'─'.repeat(Math.max(0, inner - 1 - lineWidth(title)))}╮`, dialog.look),
  ];
  const bottom: Line = [span(` ╰${'─'.repeat(inner)}╯`, dialog.look)];
  return [top, ...rows.map((row) => boxed(row, inner, dialog.look)), bottom];
};
