import { Command, CommanderError, Option } from 'commander';
import type { OpenConsole } from './console.ts';
import type { Io } from './io.ts';
import { addMcp } from './mcp.ts';
import { numberOption, waitOption, wholeOption } from './options.ts';
import { controlVerbs } from './program-control.ts';
import { eveningVerbs } from './program-evening.ts';
import { inboxVerbs } from './program-inbox.ts';
import { lookingVerbs } from './program-looking.ts';

/** What a verb runs in: the world around it, and where orch's own programs lie. */
export interface Surroundings {
  readonly io: Io;
  readonly programs: string;
  readonly columns: number;
  readonly version: string;
  /** True where a person can watch: both ends are a terminal. */
  readonly interactive: boolean;
  /** The console's own bundle, loaded only when it opens. */
  readonly loadConsole: () => Promise<OpenConsole>;
  /** Ends this process at once, whatever is under way. */
  readonly quit: (code: number) => void;
}

/** A verb's outcome: the exit code. Set once, by the verb that ran. */
export interface Outcome {
  code: number;
}

export type Verb = (run: () => Promise<number>) => Promise<void>;

export type AddVerb = (program: Command, around: Surroundings, verb: Verb) => void;
export type VerbTable = Readonly<Record<string, AddVerb>>;

const addStart = (program: Command, around: Surroundings, verb: Verb): void => {
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

const verbs: ReadonlyMap<string, AddVerb> = new Map([
  ['start', addStart],
  ['attach', addAttach],
  ['replay', addReplay],
  ['mcp', addMcp],
  ...Object.entries(lookingVerbs),
  ...Object.entries(inboxVerbs),
  ...Object.entries(controlVerbs),
  ...Object.entries(eveningVerbs),
]);

/** The verb a command line names, else all: describing them all takes a tenth of the start. */
const wantedVerbs = (argv: readonly string[]): readonly AddVerb[] => {
  const named = verbs.get(argv[0] ?? '');
  return named === undefined ? [...verbs.values()] : [named];
};

/** Each verb loads what it needs when it runs, so that `--help` loads nothing. */
const programFor = (wanted: readonly AddVerb[], around: Surroundings, outcome: Outcome): Command => {
  const program = new Command('orch');
  const verb: Verb = async (run) => {
    outcome.code = await run();
  };
  program
    .description('The console for a day of AI coding agents.')
    .version(around.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: around.io.out,
      writeErr: around.io.err,
      outputError: (text, write) => write(text.replace(/^error: /, 'orch: ')),
    });
  for (const add of wanted) add(program, around, verb);
  program.addHelpText(
    'after',
    '\nExample:\n  $ orch start tasks/today.yaml\n\n`orch VERB --help` has an example for every verb.',
  );
  // Each verb inherits neither exitOverride nor output by itself.
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
};

/** Runs one command line; the exit code is the verb's, or 2 for a wrong one. */
export const runProgram = async (argv: readonly string[], around: Surroundings): Promise<number> => {
  const outcome: Outcome = { code: 0 };
  try {
    await programFor(wantedVerbs(argv), around, outcome).parseAsync([...argv], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
};
