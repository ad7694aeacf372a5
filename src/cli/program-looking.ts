import type { Command } from 'commander';
import type { Surroundings, Verb, VerbTable } from './verb.ts';

const flag = (options: Record<string, unknown>, name: string): boolean => options[name] === true;
const text = (options: Record<string, unknown>, name: string): string | null =>
  (options[name] as string | undefined) ?? null;

const addStatus = (program: Command, around: Surroundings, verb: Verb): void => {
  program
    .command('status')
    .description('the day on one screen')
    .option('--json', 'the whole state')
    .option('--watch', 'again at every change')
    .addHelpText('after', '\nExample:\n  $ orch status --watch')
    .action((o) =>
      verb(async () => {
        const { runStatus } = await import('./look.ts');
        const { io, columns } = around;
        return runStatus({ json: flag(o, 'json'), watch: flag(o, 'watch'), columns }, io);
      }),
    );
};

const addLog = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('log')
    .description('the journal, one event a line')
    .option('--json', 'one JSON object a line')
    .option('-f, --follow', 'go on with what comes')
    .option('--day <day>', 'of one day')
    .option('--task <task>', 'of one task')
    .option('--type <type>', 'of one type, e.g. task.ended')
    .addHelpText('after', '\nExample:\n  $ orch log --json --type task.ended')
    .action((o) =>
      verb(async () => {
        const { runLog } = await import('./log.ts');
        return runLog(
          {
            json: flag(o, 'json'),
            follow: flag(o, 'follow'),
            day: text(o, 'day'),
            task: text(o, 'task'),
            type: text(o, 'type'),
          },
          io,
        );
      }),
    );
};

const addLogs = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('logs')
    .description("what was on an agent's screen, and above it")
    .argument('<task>', 'task')
    .option('-f, --follow', 'go on with what comes')
    .addHelpText('after', '\nExample:\n  $ orch logs task-001 -f')
    .action((task: string, o) =>
      verb(async () => {
        const { runLogs } = await import('./logs.ts');
        return runLogs({ task, follow: flag(o, 'follow') }, io);
      }),
    );
};

const addCheck = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('check')
    .description('validate a task file and show plan, risk, forecast and overlaps; starts nothing')
    .argument('[file]', 'task file (default as for start)')
    .option('--json', 'the same as data')
    .addHelpText('after', '\nExample:\n  $ orch check tasks/today.yaml')
    .action((file: string | undefined, o) =>
      verb(async () => {
        const { runCheckVerb } = await import('./check-verb.ts');
        return runCheckVerb({ file: file ?? null, json: flag(o, 'json') }, io);
      }),
    );
};

const addDiff = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('diff')
    .description('what a task changed')
    .argument('<task>', 'task')
    .option('--stat', 'only the files and how much')
    .addHelpText('after', '\nExample:\n  $ orch diff task-001')
    .action((task: string, o) =>
      verb(async () => {
        const { runDiff } = await import('./diff-verb.ts');
        return runDiff({ task, stat: flag(o, 'stat') }, io);
      }),
    );
};

const addDoctor = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('doctor')
    .description('what this machine has and lacks, each with its mend')
    .option('--json', 'the same as data')
    .addHelpText('after', '\nExample:\n  $ orch doctor')
    .action((o) =>
      verb(async () => {
        const { runDoctor } = await import('./doctor.ts');
        return runDoctor({ json: flag(o, 'json') }, io);
      }),
    );
};

/** Verbs that only look. */
export const lookingVerbs: VerbTable = {
  status: addStatus,
  check: addCheck,
  logs: addLogs,
  log: addLog,
  diff: addDiff,
  doctor: addDoctor,
};
