import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

const run = async (...argv: string[]) => {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    // A verb that gets further than it should finds no folder here to write into.
    cwd: '/dev/null',
    env: {},
    color: false,
    terminal: false,
    now: () => 0,
  };
  const loadConsole = (): Promise<never> => Promise.reject(new Error('no console here'));
  const code = await runProgram(argv, {
    io,
    programs: '/',
    version: '1.2.3',
    columns: 80,
    interactive: false,
    loadConsole,
    quit: () => {},
  });
  return { code, out, err };
};

const verbs = [
  ...[
    'start',
    'attach',
    'replay',
    'check',
    'status',
    'inbox',
    'answer',
    'approve',
    'deny',
    'pause',
    'resume',
    'kill',
  ],
  ...['retry', 'raise', 'stop', 'logs', 'log', 'diff', 'apply', 'report', 'init', 'doctor', 'mcp'],
];

describe('the command line', () => {
  it('lists every verb', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const verb of verbs) expect(out).toMatch(new RegExp(`^ {2}${verb}\\b`, 'm'));
  });

  it.each(verbs)('has an example for %s', async (verb) => {
    const { code, out } = await run(verb, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`$ orch ${verb}`);
  });

  it.each([
    [['frob'], 'orch: unknown command'],
    [['kil', 'x'], 'Did you mean kill?'],
    [['kill'], "orch: missing required argument 'task'"],
    [['status', '--jsn'], 'Did you mean --json?'],
    [['start', '--max-agents', 'many'], 'Give a whole number from 1 to 64.'],
    [['start', '--max-agents', '1.5'], 'Give a whole number from 1 to 64.'],
    [['answer', 'q1', '--option', '1.5'], 'Give a whole number from 1 to 99.'],
    [['start', '--wait', 'long'], 'Give a duration such as 30s, 5m or 2h.'],
    [['answer', 'q1'], 'orch: the answer to q1 is missing (give your words, or --option N)'],
    [['raise', 'lots'], 'orch: “lots” is not an amount'],
    [['raise', 'task-001', '-5'], 'orch: “-5” is not an amount'],
  ])('answers %j with code 2 and what to do', async (argv, said) => {
    const { code, err } = await run(...argv);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });

  it('prints its version', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, out: '1.2.3\n' });
  });
});
