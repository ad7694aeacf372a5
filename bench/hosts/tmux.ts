import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node-pty';
import { COLS, ROWS, type Room, SCROLLBACK } from './room.ts';

let servers = 0;

/** One tmux server with a window an agent. */
export const tmuxRoom = (below: string, agents: readonly (readonly string[])[]): Room => {
  servers += 1;
  const name = `orch-bench-${process.pid}-${servers}`;
  const config = join(below, 'tmux.conf');
  writeFileSync(config, `set -g history-limit ${SCROLLBACK}\n`);
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-L', name, '-f', config, ...args], { encoding: 'utf8' });
  agents.forEach((argv, at) => {
    const size = ['-x', String(COLS), '-y', String(ROWS)];
    if (at === 0) tmux('new-session', '-d', '-s', 'bench', ...size, ...argv);
    else tmux('new-window', '-d', '-t', 'bench', ...argv);
  });
  const pid = Number(tmux('display-message', '-p', '#{pid}'));
  return {
    pids: [pid],
    look: async () => {
      const env = { ...process.env, TERM: 'xterm-256color', TMUX: '' };
      const size = { cols: COLS, rows: ROWS + 1 };
      const viewer = spawn('tmux', ['-L', name, 'attach', '-t', 'bench:0'], { ...size, env, encoding: null });
      await new Promise<void>((resolve) => {
        viewer.onData(() => resolve());
      });
    },
    close: async () => {
      // The agents' sleeps end with their terminals.
      tmux('kill-server');
    },
  };
};
