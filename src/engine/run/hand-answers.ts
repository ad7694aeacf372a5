import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskEntry } from '../../state/model.ts';
import type { EffectParts } from './effect-parts.ts';

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
};

const unheard = ({ state }: EffectParts): readonly AskEntry[] =>
  [...state().open]
    .flatMap((id) => state().asks.get(id) ?? [])
    .filter((ask) => ask.key?.startsWith('file:') === true && ask.answer === null)
    .filter((ask) => ask.session === null || !state().live.has(ask.session));

/** A question whose session host is gone has nobody who watches its answer.md: the engine looks itself. */
export const takeHandAnswers = (parts: EffectParts): void => {
  for (const ask of unheard(parts)) {
    const text = ask.task === null ? '' : textIn(join(parts.layout.workspace(ask.task), 'answer.md'));
    if (text !== '') parts.post({ kind: 'command', command: { do: 'ask.answer', ask: ask.id, text } });
  }
};
