/** What the guard does with a screen when a signal comes. */
export interface Guarded {
  suspend(): void;
  resume(): void;
  close(): void;
}

export interface TerminalGuard {
  /** Stops this process and those around it, as Ctrl-Z does. */
  readonly stop: () => void;
  /** `onEnd` is called once, when the terminal is given back because the console must end. */
  readonly watch: (screen: Guarded, onEnd: (signal: NodeJS.Signals) => void) => void;
  readonly release: () => void;
}

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout'>;
type Signals = Pick<NodeJS.Process, 'on' | 'off' | 'kill'>;

const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
/** A process group without a shell above it is never stopped: the kernel drops the signal. */
const NOT_STOPPED_MS = 20;

/** Leaves a sane terminal behind however the console ends, and lets Ctrl-Z work. */
export const guardTerminal = (process: Streams & Signals): TerminalGuard => {
  let screen: Guarded | null = null;
  const undo: (() => void)[] = [];
  const hear = (event: string, listener: () => void): void => {
    process.on(event, listener);
    undo.push(() => process.off(event, listener));
  };
  let stopped = false;
  const goOn = (): void => {
    stopped = false;
    // A stopped process hears of no new size; Node looks again only when told by this method it has for itself.
    (process.stdout as { _refreshSize?: () => void })._refreshSize?.();
    screen?.resume();
  };
  const onStop = (): void => screen?.suspend();
  const close = (): void => screen?.close();
  const release = (): void => {
    for (const one of undo.splice(0)) one();
  };

  return {
    stop: () => {
      process.off('SIGTSTP', onStop);
      stopped = true;
      // Group 0 is ours: a launcher or npm around us must stop too, or the shell does not notice.
      process.kill(0, 'SIGTSTP');
      setTimeout(() => {
        process.on('SIGTSTP', onStop);
        if (stopped) goOn();
      }, NOT_STOPPED_MS);
    },
    watch: (guarded, onEnd) => {
      screen = guarded;
      const end = (signal: NodeJS.Signals) => (): void => {
        if (screen === null) return;
        close();
        screen = null;
        onEnd(signal);
      };
      for (const signal of ENDING) hear(signal, end(signal));
      hear('SIGTSTP', onStop);
      hear('SIGCONT', goOn);
      hear('uncaughtExceptionMonitor', close);
      hear('exit', close);
      const lost = end('SIGHUP');
      for (const [stream, event] of [
        [process.stdin, 'end'],
        [process.stdin, 'error'],
        [process.stdout, 'error'],
      ] as const) {
        stream.on(event, lost);
        undo.push(() => stream.off(event, lost));
      }
    },
    release,
  };
};
