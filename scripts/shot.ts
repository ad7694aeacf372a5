// A picture of a program's screen: runs it in a real terminal, plays keys, saves what is seen.
//
//   node scripts/shot.ts [options] STEP… -- COMMAND [ARGUMENT…]
//
//   --size 120x40     columns and rows of the terminal
//   --theme dark      or light
//   --cwd DIR         where the command runs
//   --env NAME=VALUE  may be repeated; NAME= takes a variable away
//   --timeout 15000   how long a step may take, in ms
//
// Steps, played in order:
//   wait=TEXT         until the screen shows it        gone=TEXT       until it does not
//   idle=200          until nothing is written for so many ms
//   key='j j enter'   keys: a, enter, escape, up, pageup, f1, ctrl-c, alt-x, shift-tab …
//   type='some text'  as it stands                     paste='text'    as a bracketed paste
//   click=10,4        left button at column 10, row 4  resize=80x24
//   signal=SIGTERM    to the program                   exit            until it has ended
//   save=FILE         .svg, .png (needs rsvg-convert, chromium or convert) or .txt; may come often
//
//   node scripts/shot.ts --size 80x24 wait=TASKS key='j enter' idle=300 save=/tmp/a.png -- \
//     node bin/orch.cjs start tasks/demo.yaml
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bytesOfKey } from './shot/keys.ts';
import { type Palette, palettes } from './shot/palette.ts';
import { save } from './shot/save.ts';
import { LiveTerminal } from './shot/terminal.ts';

interface Stage {
  readonly terminal: LiveTerminal;
  readonly palette: Palette;
  readonly timeoutMs: number;
}

const sizeOf = (text: string): { cols: number; rows: number } => {
  const [cols = 80, rows = 24] = text.split('x').map(Number);
  return { cols, rows };
};

const steps: Readonly<Record<string, (stage: Stage, text: string) => Promise<boolean> | undefined>> = {
  wait: ({ terminal, timeoutMs }, text) => terminal.until(() => terminal.text.includes(text), timeoutMs),
  gone: ({ terminal, timeoutMs }, text) => terminal.until(() => !terminal.text.includes(text), timeoutMs),
  idle: ({ terminal, timeoutMs }, text) => terminal.idle(Number(text), timeoutMs),
  exit: ({ terminal, timeoutMs }) => terminal.until(() => terminal.exited !== null, timeoutMs),
  key: ({ terminal }, text) => {
    for (const key of text.split(' ')) terminal.pty.write(bytesOfKey(key));
    return undefined;
  },
  type: ({ terminal }, text) => {
    terminal.pty.write(text);
    return undefined;
  },
  paste: ({ terminal }, text) => {
    terminal.pty.write(`\x1b[200~${text}\x1b[201~`);
    return undefined;
  },
  click: ({ terminal }, text) => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    terminal.pty.write(`\x1b[<0;${x + 1};${y + 1}M\x1b[<0;${x + 1};${y + 1}m`);
    return undefined;
  },
  resize: ({ terminal }, text) => {
    const { cols, rows } = sizeOf(text);
    terminal.resize(cols, rows);
    return undefined;
  },
  signal: ({ terminal }, text) => {
    terminal.pty.kill(text);
    return undefined;
  },
  save: ({ terminal, palette }, file) => {
    save(terminal, file, palette);
    return undefined;
  },
};

const play = async (stage: Stage, step: string): Promise<void> => {
  const [name = ''] = step.split('=');
  const does = steps[name];
  if (does === undefined) throw new Error(`no step is called ${name}: ${Object.keys(steps).join(', ')}`);
  if ((await does(stage, step.slice(name.length + 1))) === false)
    throw new Error(
      `${step} did not come in ${stage.timeoutMs} ms; the screen shows:\n${stage.terminal.text}`,
    );
};

const cut = process.argv.indexOf('--', 2);
const { values, positionals } = parseArgs({
  args: process.argv.slice(2, cut < 0 ? undefined : cut),
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '120x40' },
    theme: { type: 'string', default: 'dark' },
    cwd: { type: 'string', default: process.cwd() },
    env: { type: 'string', multiple: true, default: [] },
    timeout: { type: 'string', default: '15000' },
  },
});
const argv = cut < 0 ? [] : process.argv.slice(cut + 1);
const palette = palettes[values.theme];
if (argv.length === 0 || palette === undefined) {
  process.stderr.write('usage: node scripts/shot.ts [options] STEP… -- COMMAND (see the top of that file)\n');
  process.exit(2);
}
const changes = values.env.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]);
const env = { ...process.env, COLORTERM: 'truecolor', ...Object.fromEntries(changes) };
const terminal = new LiveTerminal({
  argv,
  ...sizeOf(values.size),
  cwd: values.cwd,
  env,
  background: palette.background,
});
try {
  for (const step of positionals) await play({ terminal, palette, timeoutMs: Number(values.timeout) }, step);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  terminal.close();
}
