import type { AskKind } from '../../src/domain/ask.ts';
import type { Context } from '../store/context.ts';
import { endsFor, scopesFor } from '../store/rule-choices.ts';
import type { RuleBar } from '../store/view.ts';
import { type Line, lineWidth, piece } from './line.ts';
import { alikeWords, lastsWords, scopeWords } from './rule-words.ts';

interface Choosing {
  readonly key: string;
  readonly label: string;
  readonly words: readonly string[];
  readonly chosen: number;
}

/** All there is to choose from, what is chosen in brackets; where they do not fit, that alone. */
const choosing = ({ key, label, words, chosen }: Choosing, width: number): Line => {
  const head = [piece(words.length > 1 ? `  ${key} ` : '    ', 'accent'), piece(label, 'dim')];
  const shown = (text: string, at: number): Line =>
    at === chosen ? [piece(`[${text}]`, 'accent')] : [piece(` ${text} `, 'dim')];
  const all = [...head, ...words.flatMap((text, at) => [piece(' '), ...shown(text, at)])];
  return lineWidth(all) <= width ? all : [...head, piece(' '), ...shown(words[chosen] ?? '', chosen)];
};

/** Whom the rule will reach and when it ends. */
export const choiceRows = (context: Context, bar: RuleBar, width: number): readonly Line[] => {
  const { run, now } = context;
  const ask = run.day.asks.get(bar.ask);
  if (ask === undefined) return [];
  const { scope, lasts } = bar.wish;
  const scopes = scopesFor(ask);
  const ends = endsFor(scope);
  return [
    {
      key: 's',
      label: 'scope',
      words: scopes.map((each) => scopeWords(run.day, ask, each)),
      chosen: scopes.indexOf(scope),
    },
    {
      key: 'e',
      label: 'end  ',
      words: ends.map((each) => lastsWords(each, now)),
      chosen: ends.indexOf(lasts),
    },
  ].map((each) => choosing(each, width));
};

const toCome: Readonly<Record<AskKind, string>> = {
  question: 'each question of exactly this',
  permission: 'each permission asked for exactly this',
  approval: 'each approval of exactly this task',
  violation: 'each try at exactly this',
  cap: 'each cap of exactly this',
  stuck: 'each agent stuck at exactly this',
};

/** What follows from saving it. */
export const ruleDetail = (context: Context, bar: RuleBar): string => {
  const { word } = bar;
  const told = word.answer === 'deny' && word.reason !== null ? ` The agent is told: ${word.reason}.` : '';
  const kind = context.run.day.asks.get(bar.ask)?.body.kind ?? 'permission';
  return `${alikeWords(context, bar)}, and ${toCome[kind]}.${told} X takes it back.`;
};
