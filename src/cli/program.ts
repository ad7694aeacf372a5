import { Command, CommanderError } from 'commander';
import { addMcp } from './mcp.ts';
import { controlVerbs } from './program-control.ts';
import { dayVerbs } from './program-day.ts';
import { eveningVerbs } from './program-evening.ts';
import { inboxVerbs } from './program-inbox.ts';
import { lookingVerbs } from './program-looking.ts';
import type { AddVerb, Surroundings, Verb } from './verb.ts';

/** A verb's outcome: the exit code. Set once, by the verb that ran. */
export interface Outcome {
  code: number;
}

const verbs: ReadonlyMap<string, AddVerb> = new Map([
  ...Object.entries(dayVerbs),
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
