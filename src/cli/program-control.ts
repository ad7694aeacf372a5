import type { Command } from 'commander';
import type { Command as Wished } from '../domain/command.ts';
import { fail } from '../domain/errors.ts';
import { complain } from './complain.ts';
import type { AddVerb, Surroundings, Verb, VerbTable } from './verb.ts';

interface TaskVerb {
  readonly name: string;
  readonly does: string;
  readonly command: (task: string) => Wished;
  readonly done: (task: string) => string;
  /** It makes sense after the day, when the engine rests. */
  readonly wakes?: true;
}

const taskVerbs: readonly TaskVerb[] = [
  {
    name: 'pause',
    does: "freeze a task's agent with everything it runs, or hold a queued task",
    command: (task) => ({ do: 'task.pause', task }),
    done: (task) => `${task} is being paused`,
  },
  {
    name: 'resume',
    does: 'let a paused task go on',
    command: (task) => ({ do: 'task.resume', task }),
    done: (task) => `${task} goes on`,
  },
  {
    name: 'kill',
    does: "end a task's agent with everything it runs",
    command: (task) => ({ do: 'task.kill', task }),
    done: (task) => `${task} is being killed`,
  },
  {
    name: 'retry',
    does: 'try a task again that failed or needs your review',
    command: (task) => ({ do: 'task.retry', task }),
    done: (task) => `${task} is queued again`,
    wakes: true,
  },
];

const addTaskVerb =
  (it: TaskVerb): AddVerb =>
  (program, { io, programs }, verb) => {
    program
      .command(it.name)
      .description(it.does)
      .argument('<task>', 'task')
      .option('--json', 'the outcome as data')
      .addHelpText('after', `\nExample:\n  $ orch ${it.name} task-001`)
      .action((task: string, o: { json?: boolean }) =>
        verb(async () => {
          const { runWish } = await import('./wish.ts');
          const done = (): string => it.done(task);
          const wake = it.wakes === true ? { wake: programs } : {};
          return runWish({ command: it.command(task), done, json: o.json === true, ...wake }, io);
        }),
      );
  };

const addRaise = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  program
    .command('raise')
    .description("raise the day's cap, or a task's, by an amount")
    .argument('<task-or-usd>', 'a task, or the amount for the day')
    .argument('[usd]', 'the amount for the task')
    .option('--json', 'the outcome as data')
    .addHelpText('after', '\nExample:\n  $ orch raise 10\n  $ orch raise task-003 2.50')
    .action((first: string, second: string | undefined, o: { json?: boolean }) =>
      verb(async () => {
        const { runWish } = await import('./wish.ts');
        const task = second === undefined ? null : first;
        const by_usd = Number((second ?? first).replace(/^\$/, ''));
        if (!(by_usd > 0))
          return complain(io, fail('cap.wrong', `“${second ?? first}” is not an amount`).error);
        const done = (): string => `the cap of ${task ?? 'the day'} is $${by_usd.toFixed(2)} higher`;
        const command = { do: 'cap.raise', task, by_usd } as const;
        return runWish({ command, done, json: o.json === true, wake }, io);
      }),
    );
};

const addStop = (program: Command, { io }: Surroundings, verb: Verb): void => {
  program
    .command('stop')
    .description('halt the day in good order; `orch start` goes on with it')
    .option('--now', 'do not wait for tool boundaries')
    .option('--json', 'the outcome as data')
    .addHelpText('after', '\nExample:\n  $ orch stop')
    .action((o: { now?: boolean; json?: boolean }) =>
      verb(async () => {
        const { runWish } = await import('./wish.ts');
        const done = (): string => 'the day is being halted; `orch start` goes on with it';
        return runWish({ command: { do: 'day.stop', now: o.now === true }, done, json: o.json === true }, io);
      }),
    );
};

const addApply = (program: Command, { io, programs: wake }: Surroundings, verb: Verb): void => {
  program
    .command('apply')
    .description("bring a task's changes into your tree, uncommitted")
    .argument('<task>', 'task')
    .option('--json', 'the outcome as data')
    .addHelpText('after', '\nExample:\n  $ orch apply task-001')
    .action((task: string, o: { json?: boolean }) =>
      verb(async () => {
        const { runWish } = await import('./wish.ts');
        const done = (value: unknown): string =>
          String((value as { said?: string } | null)?.said ?? 'applied');
        const json = o.json === true;
        return runWish({ command: { do: 'task.apply', task }, done, json, wake }, io);
      }),
    );
};

/** Verbs that steer the day. */
export const controlVerbs: VerbTable = {
  ...Object.fromEntries(taskVerbs.map((it) => [it.name, addTaskVerb(it)])),
  raise: addRaise,
  apply: addApply,
  stop: addStop,
};
