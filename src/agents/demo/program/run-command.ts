import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { filled, type Play, type Stage } from './stage.ts';

const SHOWN = 12;

interface Ran {
  readonly code: number | null;
  readonly lines: number;
}

/** Runs it for real; its first lines are shown as they come. */
const run = (command: string, stage: Stage): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn('sh', ['-c', command], { cwd: stage.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let lines = 0;
    const show = (line: string): void => {
      lines += 1;
      if (lines <= SHOWN) stage.screen.print({ sign: 'rail', text: stripVTControlCharacters(line) });
    };
    createInterface({ input: child.stdout }).on('line', show);
    createInterface({ input: child.stderr }).on('line', show);
    child.on('error', () => resolve({ code: null, lines }));
    child.on('close', (code) => resolve({ code, lines }));
  });

export const runCommand: Play<'run'> = async (action, stage) => {
  const command = filled(action.command, stage);
  const started = stage.now();
  stage.screen.change({ activity: `Running ${command}` });
  stage.screen.print({ sign: 'act', text: `$ ${command}` });
  const [{ code, lines }] = await Promise.all([run(command, stage), stage.pace.pause(action.seconds)]);
  if (lines > SHOWN) stage.screen.print({ sign: 'rail', text: `… ${lines - SHOWN} more lines` });
  const took = `${((stage.now() - started) / 1000).toFixed(1)} s`;
  stage.screen.print({ sign: code === 0 ? 'good' : 'bad', text: `exit ${code ?? '?'} · ${took}` });
  stage.voice.record({ type: 'progress', text: `ran ${command}: exit ${code ?? '?'}` });
  return action.must_pass && code !== 0 ? (code ?? 1) : null;
};
