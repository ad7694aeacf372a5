import type { Result } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import type { HostLink } from '../wire/host-link.ts';
import { type EngineDoor, openDoor } from './engine-door.ts';
import type { Io } from './io.ts';
import { guardTerminal, type TerminalGuard } from './terminal.ts';

/** What feeds a pane, be it a living session or a recorded one. */
type PaneLink = Pick<HostLink, 'watch' | 'unwatch' | 'input' | 'history' | 'find' | 'close'>;

/** A past day: its events, and its sessions' screens at any moment of it. */
interface Replay {
  readonly events: readonly Event[];
  /** All sessions show this moment (ms since the epoch) from now on. */
  readonly show: (at: number) => void;
  readonly open: (
    session: string,
    handlers: { readonly onCells: (cells: Uint8Array) => void; readonly onClose: () => void },
  ) => Promise<Result<PaneLink>>;
}

/** All a console is given; it knows nothing else of the world around it. */
export interface ConsoleParts {
  readonly project: string;
  readonly door: EngineDoor;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly env: Io['env'];
  readonly guard: TerminalGuard;
  /** Null: the day that runs. */
  readonly replay: Replay | null;
  /** The task to look at first. */
  readonly task: string | null;
}

export type OpenConsole = (parts: ConsoleParts) => Promise<number>;

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

interface Opening extends Pick<ConsoleParts, 'project' | 'door' | 'replay' | 'task'> {
  readonly io: Io;
  /** The console itself: loaded only here, for no other verb needs a screen. */
  readonly load: () => Promise<OpenConsole>;
}

/** Gives the console the terminal; the exit code once the person has left. */
export const openTerminal = async ({ load, io, ...parts }: Opening): Promise<number> => {
  const open = await withoutFetch(load);
  const { stdin: input, stdout: output } = process;
  const guard = guardTerminal(process);
  try {
    return await open({ ...parts, input, output, env: io.env, guard });
  } finally {
    parts.door.close();
    guard.release();
  }
};

interface Given extends Pick<Opening, 'project' | 'io' | 'load'> {
  readonly programs: string;
}

/** Opens the console on a project's engine. */
export const runConsole = ({ project, programs, io, load }: Given): Promise<number> =>
  openTerminal({ project, door: openDoor(project, programs), io, load, replay: null, task: null });
