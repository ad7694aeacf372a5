import type { Answer, AskBody } from '../../domain/ask.ts';
import type { PluginSettings, ScreenRule } from '../../domain/settings.ts';
import type { Delivery, PendingAsk } from '../agent.ts';
import { fingerprint } from '../fingerprint.ts';
import { escaped, oneLine, shown } from '../on-screen.ts';

const groupsOf = ({ match }: ScreenRule, text: string): Readonly<Record<string, string | undefined>> => {
  const groups: Record<string, string | undefined> = { ...new RegExp(match, 'mu').exec(text)?.groups };
  return groups;
};

/** The same dialog has the same key, also in a session that goes on. */
export const dialogKey = (rule: number, text: string): string => `dialog:${rule}:${fingerprint(text)}`;

/** What stands on the screen as an ask; the groups `text` and `command` of the rule say which part is what. */
export const dialogBody = (rule: ScreenRule, seen: string): AskBody => {
  const { text, command } = groupsOf(rule, seen);
  return {
    kind: rule.ask?.kind ?? 'question',
    text: (text ?? seen).trim(),
    options: [],
    recommended: null,
    context: null,
    impact: null,
    subject: command?.trim() ?? null,
    layer: 'seen on screen',
  };
};

const there = (text: string): string => `(?=[^]*${escaped(text)})`;

/** The very dialog: its rule matches, and what was asked stands on the screen. */
const guardOf = ({ match }: ScreenRule, { text, subject }: AskBody): string =>
  `^${there(text)}${subject === null ? '' : there(subject)}[^]*(?:${match})`;

/** By keys into the dialog it was seen in, and only while that stands on the screen. */
export const answerDialog = (
  { screen }: PluginSettings,
  { key, body }: PendingAsk,
  answer: Answer,
): Delivery | null => {
  const rule = screen[Number(/^dialog:(\d+):/.exec(key)?.[1] ?? -1)];
  if (rule === undefined || rule.ask === null || rule.in === 'title') return null;
  const guard = guardOf(rule, body);
  if (rule.ask.kind === 'question') {
    if (answer.kind !== 'text') return null;
    const words = oneLine(answer.text);
    return { via: 'keys', data: words, guard, submit: { data: '\r', guard: shown(words) } };
  }
  if (answer.kind === 'text') return null;
  return { via: 'keys', data: answer.kind === 'allow' ? rule.ask.allow : rule.ask.deny, guard };
};
