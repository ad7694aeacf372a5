import type { Command } from 'commander';
import { fail } from '../domain/errors.ts';
import { complain } from './complain.ts';
import { wholeOption } from './options.ts';
import { addRuleOptions, type RuleOptions, ruleWish, ruleWords } from './rule-options.ts';
import type { Surroundings, Verb, VerbTable } from './verb.ts';

const addInbox = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  program
    .command('inbox')
    .description('all that waits for you')
    .option('--json', 'the same as data')
    .option('--rules', 'the rules that answer by themselves, and how long')
    .option('--forget <rule>', 'take one of those back')
    .addHelpText('after', '\nExample:\n  $ orch inbox')
    .action((o: { json?: boolean; rules?: boolean; forget?: string }) =>
      verb(async () => {
        const json = o.json === true;
        if (o.forget !== undefined) {
          const { runWish } = await import('./wish.ts');
          const rule = o.forget;
          const command = { do: 'rule.remove', rule } as const;
          return runWish({ command, done: () => `${rule} is forgotten`, json, wake }, io);
        }
        if (o.rules === true) return (await import('./rules.ts')).runRules(json, io);
        return (await import('./look.ts')).runInbox({ json }, io);
      }),
    );
};

const addAnswer = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  program
    .command('answer')
    .description('answer a question, by words or by number')
    .argument('<ask>', 'its id, as `orch inbox` shows it')
    .argument('[text...]', 'your words')
    .option('--option <n>', 'the option, counted from 1', wholeOption(1, 99))
    .option('--json', 'the outcome as data')
    .addHelpText(
      'after',
      '\nExample:\n  $ orch answer q1 --option 2\n  $ orch answer q1 "Pattern B, as in PAGINATION.md"',
    )
    .action((ask: string, words: string[], o: { option?: number; json?: boolean }) =>
      verb(async () => {
        if (o.option === undefined && words.length === 0)
          return complain(
            io,
            fail('usage.wrong', `the answer to ${ask} is missing`, { mend: 'give your words, or --option N' })
              .error,
          );
        const { runWish } = await import('./wish.ts');
        const by = o.option === undefined ? { text: words.join(' ') } : { option: o.option };
        return runWish(
          {
            command: { do: 'ask.answer', ask, ...by },
            done: () => `${ask} answered; \`orch inbox\` shows it until the agent has taken it up`,
            json: o.json === true,
            wake,
          },
          io,
        );
      }),
    );
};

const addApprove = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  const approve = program
    .command('approve')
    .description('allow what an ask wants')
    .argument('<ask>', 'its id');
  addRuleOptions(approve, 'allow')
    .option('--json', 'the outcome as data')
    .addHelpText('after', '\nExample:\n  $ orch approve a1\n  $ orch approve p2 --always --for 2h')
    .action((ask: string, o: RuleOptions & { json?: boolean }) =>
      verb(async () => {
        const { runWish } = await import('./wish.ts');
        const rule = ruleWish(o);
        const command = { do: 'ask.approve', ask, ...rule } as const;
        const done = (): string => `${ask} approved${ruleWords(rule)}`;
        return runWish({ command, done, json: o.json === true, wake }, io);
      }),
    );
};

type DenyOptions = RuleOptions & { reason?: string; kill?: boolean; json?: boolean };

const addDeny = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  const deny = program
    .command('deny')
    .description('refuse what an ask wants; the agent goes on without')
    .argument('<ask>', 'its id')
    .option('--reason <text>', 'told to the agent')
    .option('--kill', 'end the agent besides');
  addRuleOptions(deny, 'deny')
    .option('--json', 'the outcome as data')
    .addHelpText(
      'after',
      '\nExample:\n  $ orch deny v3 --reason "we never commit for you" --always --for day',
    )
    .action((ask: string, o: DenyOptions) =>
      verb(async () => {
        const { runWish } = await import('./wish.ts');
        const rule = ruleWish(o);
        const kill = o.kill === true;
        const command = { do: 'ask.deny', ask, reason: o.reason ?? null, kill, ...rule } as const;
        const done = (): string => `${ask} denied${ruleWords(rule)}`;
        return runWish({ command, done, json: o.json === true, wake }, io);
      }),
    );
};

/** Verbs that work the inbox. */
export const inboxVerbs: VerbTable = {
  inbox: addInbox,
  answer: addAnswer,
  approve: addApprove,
  deny: addDeny,
};
