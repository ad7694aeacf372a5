import type { OpenLink } from './pane/steady-link.ts';
import type { ControllerParts } from './store/controller.ts';
import type { EngineDoor } from './store/engine-door.ts';

/** The one who hears the signals: gives the terminal back however the console ends. */
interface Guard {
  readonly stop: () => void;
  readonly watch: (
    screen: { suspend(): void; resume(): void; close(): void },
    onEnd: (signal: NodeJS.Signals) => void,
  ) => void;
}

export interface ConsoleParts {
  readonly project: string;
  readonly door: EngineDoor;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly guard: Guard;
  /** A past day; null: the one that runs. */
  readonly replay: (NonNullable<ControllerParts['replay']> & { readonly open: OpenLink }) | null;
  /** The task to look at first. */
  readonly task: string | null;
}

/** As a shell counts it: 128 and the signal's number. */
const exits: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

export const exitOf = (signal: string): number => exits[signal] ?? 1;
