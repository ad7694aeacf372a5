import { type Command, Option } from 'commander';
import type { RuleWish } from '../domain/ask.ts';
import { lastsOf } from '../state/rules.ts';
import { duration } from './format.ts';
import { waitOption } from './options.ts';

/** What a person gave of `--always`, `--for` and `--only-this-task`. */
export interface RuleOptions {
  readonly always?: boolean;
  readonly for?: RuleWish['lasts'];
  readonly onlyThisTask?: boolean;
}

const lastsOption = (text: string): RuleWish['lasts'] =>
  text === 'day' || text === 'ever' ? text : Math.max(1, waitOption(text));

/** `--for` and `--only-this-task` make sense of a rule alone, so they ask for one. */
export const addRuleOptions = (command: Command, does: string): Command =>
  command
    .option('--always', `${does} the very same from now on, by a rule; asks alike that wait too`)
    .addOption(
      new Option('--for <how long>', 'until the rule ends: 2h, day, or ever')
        .argParser(lastsOption)
        .implies({ always: true }),
    )
    .addOption(new Option('--only-this-task', 'the rule ends with the day').implies({ always: true }));

/** The rule asked for, or none. */
export const ruleWish = (o: RuleOptions): { readonly rule?: RuleWish } =>
  o.always === true
    ? { rule: { scope: o.onlyThisTask === true ? 'task' : 'all', lasts: o.for ?? 'ever' } }
    : {};

const lasting = (wish: RuleWish): string => {
  const lasts = lastsOf(wish);
  if (lasts === 'ever') return 'for good';
  return lasts === 'day' ? 'until the day is over' : `for ${duration(lasts)}`;
};

/** Said of a wish that made a rule. */
export const ruleWords = ({ rule }: { readonly rule?: RuleWish }): string =>
  rule === undefined
    ? ''
    : `, and the same ${rule.scope === 'task' ? 'in this task' : 'in every task'} ${lasting(rule)}; \`orch inbox --rules\` lists it`;
