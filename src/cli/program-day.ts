import { Option } from 'commander';
import { numberOption, waitOption, wholeOption } from './options.ts';
import type { AddVerb, VerbTable } from './verb.ts';

const addStart: AddVerb = (program, around, verb) => {
  program
    .command('start')
    .description('start the day, or go on with it')
    .argument('[file]', 'task file (default tasks/today.yaml, else tasks/<date>.yaml)')
    .option('--headless', 'no console: one line an event, ends with the day')
    .option('--json', 'with --headless: one JSON object a line')
    .addOption(new Option('--max-agents <n>', 'at most so many agents at once').argParser(wholeOption(1, 64)))
    .addOption(new Option('--max-cost <usd>', 'the cap of the day').argParser(numberOption(0.01, 1_000_000)))
    .option('--yes', 'approve risk, but never a dangerous pattern')
    .option('--again', 'run a finished day anew; one that is not over goes on')
    .addOption(
      new Option('--wait <duration>', 'headless: halt when only you could go on for this long').argParser(
        waitOption,
      ),
    )
    .addHelpText('after', '\nExample:\n  $ orch start tasks/today.yaml --max-agents 4')
    .action((file: string | undefined, o: Record<string, unknown>) =>
      verb(async () => {
        const { runStart } = await import('./start.ts');
        return runStart(
          {
            file: file ?? null,
            headless: o.headless === true || !around.interactive,
            json: o.json === true,
            maxAgents: (o.maxAgents as number | undefined) ?? null,
            maxCost: (o.maxCost as number | undefined) ?? null,
            yes: o.yes === true,
            again: o.again === true,
            waitMs: (o.wait as number | undefined) ?? null,
          },
          around,
        );
      }),
    );
};

const addAttach: AddVerb = (program, around, verb) => {
  program
    .command('attach')
    .description('open the console on the running engine')
    .addHelpText('after', '\nExample:\n  $ orch attach')
    .action(() =>
      verb(async () => {
        const { runAttach } = await import('./start.ts');
        return runAttach(around);
      }),
    );
};

const addReplay: AddVerb = (program, around, verb) => {
  program
    .command('replay')
    .description('a past day again, in the console, at any speed')
    .argument('[day]', 'the day, as `orch log --json` names it (default: the last)')
    .argument('[task]', 'the task to look at first')
    .addHelpText('after', '\nExample:\n  $ orch replay 2026-11-21 task-003')
    .action((day: string | undefined, task: string | undefined) =>
      verb(async () => {
        const { runReplayVerb } = await import('./start.ts');
        return runReplayVerb(day ?? null, task ?? null, around);
      }),
    );
};

export const dayVerbs: VerbTable = { start: addStart, attach: addAttach, replay: addReplay };
