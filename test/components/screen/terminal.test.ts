import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { LiveTerminal } from '../../../scripts/shot/terminal.ts';

const program = new URL('../../fixtures/screen-program.ts', import.meta.url).pathname;
const LONG_MS = 20_000;
const open: LiveTerminal[] = [];

const run = (argv: readonly string[]): LiveTerminal => {
  const env = { ...process.env, PS1: 'ready>', TERM: 'xterm-256color', NODE_NO_WARNINGS: '1' };
  const terminal = new LiveTerminal({ argv, cols: 60, rows: 24, cwd: '/', env });
  open.push(terminal);
  return terminal;
};

/** In a shell, as a person has it: what the program leaves behind is the shell's. */
const inShell = (): LiveTerminal =>
  run([
    'sh',
    '-c',
    `stty -a > /dev/null; "${process.execPath}" "${program}"; echo "ended $?"; stty -a; echo settled; read line; echo "read <$line>"`,
  ]);

const shows = async (terminal: LiveTerminal, text: string): Promise<void> => {
  const came = await terminal.until(() => terminal.text.includes(text), LONG_MS);
  if (!came) throw new Error(`never showed ${text}:\n${terminal.text}`);
};

/** The program's own process, below the shell. */
const pidBelow = (terminal: LiveTerminal): number =>
  Number(
    execFileSync('pgrep', ['-P', String(terminal.pty.pid), '-f', 'screen-program'])
      .toString()
      .trim(),
  );

const expectSane = async (terminal: LiveTerminal): Promise<void> => {
  await shows(terminal, 'ended');
  await shows(terminal, 'settled');
  const { modes, buffer } = terminal.emulator;
  expect(buffer.active.type).toBe('normal');
  expect(modes).toMatchObject({
    mouseTrackingMode: 'none',
    bracketedPasteMode: false,
    sendFocusMode: false,
    wraparoundMode: true,
    synchronizedOutputMode: false,
  });
  const text = terminal.text.replace(/\s+/g, ' ');
  expect(text).toMatch(/ icanon /);
  expect(text).toMatch(/ echo /);
  terminal.pty.write('hello\r');
  await shows(terminal, 'read <hello>');
};

afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

describe('the terminal', () => {
  it('is taken over, and given back at the end', async () => {
    const terminal = inShell();
    await shows(terminal, '23 ·');
    const { modes, buffer } = terminal.emulator;
    expect(buffer.active.type).toBe('alternate');
    expect(modes).toMatchObject({ mouseTrackingMode: 'drag', bracketedPasteMode: true, sendFocusMode: true });
    terminal.pty.write('a\x1b[A\x1b[200~x\x1b[201~\x1b[<0;3;3M');
    await shows(terminal, 'a up paste mouse');
    terminal.pty.write('q');
    await expectSane(terminal);
    expect(terminal.text).toContain('ended 0');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ])('is given back after %s', async (signal, code) => {
    const terminal = inShell();
    await shows(terminal, '23 ·');
    process.kill(pidBelow(terminal), signal);
    await expectSane(terminal);
    expect(terminal.text).toContain(`ended ${code}`);
  });

  it('is given back after a crash, with its message readable', async () => {
    const terminal = inShell();
    await shows(terminal, '23 ·');
    terminal.pty.write('c');
    await shows(terminal, 'ended');
    await shows(terminal, 'settled');
    expect(terminal.emulator.buffer.active.type).toBe('normal');
    expect(terminal.emulator.modes.mouseTrackingMode).toBe('none');
    const { active } = terminal.emulator.buffer;
    const all = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true));
    expect(all.join('\n')).toContain('Error: as a bug would');
  });

  it('is given back when the program just exits', async () => {
    const terminal = inShell();
    await shows(terminal, '23 ·');
    terminal.pty.write('e');
    await expectSane(terminal);
    expect(terminal.text).toContain('ended 7');
  });

  it('goes to the shell for a while on Ctrl-Z, and comes back as it was', async () => {
    const terminal = run(['bash', '--norc', '--noediting', '-i']);
    await shows(terminal, 'ready>');
    terminal.pty.write(`"${process.execPath}" "${program}"\r`);
    await shows(terminal, '23 ·');
    terminal.pty.write('z');
    await shows(terminal, 'Stopped');
    expect(terminal.emulator.buffer.active.type).toBe('normal');
    expect(terminal.emulator.modes).toMatchObject({ mouseTrackingMode: 'none', bracketedPasteMode: false });
    terminal.resize(50, 19);
    terminal.pty.write('fg\r');
    await shows(terminal, '18 ····');
    expect(terminal.emulator.buffer.active.type).toBe('alternate');
    expect(terminal.emulator.modes).toMatchObject({ mouseTrackingMode: 'drag', bracketedPasteMode: true });
    expect(terminal.text.split('\n')[0]?.trimEnd()).toHaveLength(48);
    terminal.pty.write('b');
    await shows(terminal, 'z b');
    terminal.pty.write('q');
    await shows(terminal, 'ready>');
  });

  it('is repainted after a stop and a continue from outside', async () => {
    const terminal = inShell();
    await shows(terminal, '23 ·');
    const pid = pidBelow(terminal);
    process.kill(pid, 'SIGSTOP');
    await new Promise<void>((done) => terminal.emulator.write('\x1b[2J\x1b[?1002l', done));
    expect(terminal.text).toBe('');
    process.kill(pid, 'SIGCONT');
    await shows(terminal, '23 ·');
    expect(terminal.emulator.modes.mouseTrackingMode).toBe('drag');
    expect(terminal.emulator.buffer.active.type).toBe('alternate');
    terminal.pty.write('q');
    await expectSane(terminal);
  });
});
