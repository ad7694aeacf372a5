import { spawn as start } from 'node:child_process';
import { setImmediate as breath } from 'node:timers/promises';
import { filled, type Play } from './stage.ts';

export const fail: Play<'fail'> = async (action, stage) => {
  const text = action.text === null ? 'It gives up.' : filled(action.text, stage);
  stage.screen.print({ sign: 'warn', text });
  stage.voice.record({ type: 'message', text });
  return action.code;
};

/** Dies as a crashed program does: no goodbye, the terminal left as it is. */
export const crash: Play<'crash'> = async (_action, stage) => {
  stage.remember({ next: stage.progress().next + 1 });
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

/** Shows a spinner for ever and does nothing: only a person or a timeout ends this. */
export const hang: Play<'hang'> = async (_action, stage) => {
  stage.screen.change({ activity: 'Thinking very, very hard' });
  return new Promise(() => undefined);
};

const CHUNK = 65_536;
const MEGABYTE = 1_048_576;

const floodLine = (n: number): string =>
  `${String(n).padStart(9)}  the same line again, and again, and again\r\n`;

export const flood: Play<'flood'> = async (action, stage) => {
  const width = floodLine(0).length;
  const lines = action.lines + Math.ceil((action.mb * MEGABYTE) / width);
  stage.screen.change({ activity: 'Printing far too much' });
  for (let done = 0; done < lines; ) {
    const rows = Array.from({ length: Math.min(Math.ceil(CHUNK / width), lines - done) }, (_, i) =>
      floodLine(done + i + 1),
    );
    stage.screen.aside(rows.join(''));
    done += rows.length;
    await breath();
  }
  stage.screen.print({ sign: 'act', text: `Printed ${lines} lines` });
  return null;
};

/** Leaves a process behind in a session of its own: whoever ends the agent must find it. */
export const spawn: Play<'spawn'> = async (action, stage) => {
  const child = start('sleep', [String(action.seconds)], { detached: true, stdio: 'ignore' });
  child.unref();
  stage.screen.print({ sign: 'act', text: `Started a background process (${child.pid ?? 'failed'})` });
  return null;
};
