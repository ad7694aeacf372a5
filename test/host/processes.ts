import { readdirSync, readFileSync } from 'node:fs';

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
};

/** Living processes started with exactly this command line, seen from outside any cage. */
export const running = (command: string): number[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && commandOf(pid) === command)
    .map(Number);

let naps = 7_000_000 + process.pid * 10;
const taken: string[] = [];

/** A `sleep` nobody else runs. */
export const nap = (): string => {
  naps += 1;
  const command = `sleep ${naps}`;
  taken.push(command);
  return command;
};

/** Ends every nap, those included that nothing but their command names. */
export const endNaps = (): void => {
  for (const pid of taken.splice(0).flatMap(running)) process.kill(pid, 'SIGKILL');
};

export const stateOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.slice(0, 1) ?? '';
