// The terminals of all agents in one process, with nothing else of a host: `node all-in-one.ts PLAN.json`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from '../../src/host/emulator.ts';
import { AgentPty } from '../../src/host/pty.ts';
import { Recording } from '../../src/host/recording.ts';
import { COLS, ROWS, SCROLLBACK } from './room.ts';

const { dir, agents } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  dir: string;
  agents: string[][];
};
const size = { cols: COLS, rows: ROWS };

for (const [at, argv] of agents.entries()) {
  const pty = new AgentPty({ argv, env: { PATH: process.env.PATH ?? '' }, cwd: dir, ...size });
  const emulator = new Emulator(size, SCROLLBACK);
  const recording = new Recording({
    file: join(dir, `${at}.cast`),
    session: `s${at}`,
    size,
    now: Date.now,
    onNotice: () => {},
  });
  pty.onOutput((bytes) => {
    emulator.feedUnseen(bytes);
    recording.output(bytes);
  });
}
process.stdout.write('ready\n');
