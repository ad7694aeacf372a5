import type { Command } from 'commander';
import type { Surroundings, Verb, VerbTable } from './verb.ts';

const addReport = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('report')
    .description('what really happened, from the journal: writes results/<date>-report.md')
    .argument('[file]', 'the task file of the day (default: the last day)')
    .option('--json', 'the same as data, on stdout')
    .addHelpText('after', '\nExample:\n  $ orch report')
    .action((file: string | undefined, o: { json?: boolean }) =>
      verb(async () => {
        const { runReport } = await import('./report-verb.ts');
        return runReport({ file: file ?? null, json: o.json === true }, io);
      }),
    );
};

const addInit = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('init')
    .description('set a project up: folders, a first task file, orch.yaml')
    .addHelpText('after', '\nExample:\n  $ orch init')
    .action(() =>
      verb(async () => {
        const { runInit } = await import('./init.ts');
        return runInit(io);
      }),
    );
};

/** Verbs of the morning before and the evening after. */
export const eveningVerbs: VerbTable = {
  report: addReport,
  init: addInit,
};
