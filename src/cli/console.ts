import type { EngineDoor } from './engine-door.ts';
import { openDoor } from './engine-door.ts';
import type { Io } from './io.ts';
import { guardTerminal, type TerminalGuard } from './terminal.ts';

/** All a console is given; it knows nothing else of the world around it. */
export interface ConsoleParts {
  readonly project: string;
  readonly door: EngineDoor;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly env: Io['env'];
  readonly guard: TerminalGuard;
}

export type OpenConsole = (parts: ConsoleParts) => Promise<number>;

interface Given {
  readonly project: string;
  readonly programs: string;
  readonly io: Io;
  /** The console itself: loaded only here, for no other verb needs a screen. */
  readonly load: () => Promise<OpenConsole>;
}

/** Ink asks for `fetch` as it loads, and Node then loads all of its HTTP for it: 100 ms for nothing. */
const withoutFetch = async <T>(load: () => Promise<T>): Promise<T> => {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true, writable: true });
  try {
    return await load();
  } finally {
    if (fetch !== undefined) Object.defineProperty(globalThis, 'fetch', fetch);
  }
};

/** Opens the console on a project's engine; the exit code once the person has left. */
export const runConsole = async ({ project, programs, io, load }: Given): Promise<number> => {
  const open = await withoutFetch(load);
  const { stdin: input, stdout: output } = process;
  const guard = guardTerminal(process);
  const door = openDoor(project, programs);
  try {
    return await open({ project, door, input, output, env: io.env, guard });
  } finally {
    door.close();
    guard.release();
  }
};
