import { render } from 'ink';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Event } from '../src/domain/event.ts';
import { type ConsoleParts, exitOf } from './console-parts.ts';
import { Pane, PaneContext } from './pane/Pane.tsx';
import { LivePanes, openHosts } from './pane/panes.ts';
import type { Screen } from './screen/contract.ts';
import { realTime } from './screen/frame-clock.ts';
import { openScreen } from './screen/screen.ts';
import { openSpoken } from './spoken/spoken-console.tsx';
import type { Context } from './store/context.ts';
import { Controller } from './store/controller.ts';
import type { EngineDoor } from './store/engine-door.ts';
import type { Clock } from './store/run.ts';
import { tellOutside } from './store/tell-outside.ts';
import { onBackground, type Theme, themeFor, wantsBackground } from './theme/theme.ts';
import { ThemeContext } from './theme/theme-context.ts';
import { App } from './views/App.tsx';
import { PaneSlot } from './views/pane-slot.ts';

interface RunParts {
  readonly screen: Screen;
  readonly door: EngineDoor;
  readonly panes: LivePanes;
  readonly clock: Clock;
  readonly theme: Theme;
  readonly replay: ConsoleParts['replay'];
  readonly task: string | null;
  /** Resolves where the terminal is gone or a signal ends the console. */
  readonly ended: Promise<number>;
}

interface RootProps {
  readonly shown: StoreApi<Context>;
  readonly look: StoreApi<Theme>;
  readonly panes: LivePanes;
  readonly past: readonly Event[] | null;
}

const Root = ({ shown, look, panes, past }: RootProps) => {
  const context = useStore(shown);
  const theme = useStore(look);
  return (
    <ThemeContext value={theme}>
      <PaneContext value={panes}>
        <PaneSlot value={Pane}>
          <App context={context} past={past} />
        </PaneSlot>
      </PaneContext>
    </ThemeContext>
  );
};

const run = async ({ screen, door, panes, clock, theme, replay, task, ended }: RunParts): Promise<number> => {
  const left = Promise.withResolvers<number>();
  const past = replay?.events ?? null;
  // The timeline has the last row.
  const size = () => {
    const { columns, rows } = screen.size();
    return { columns, rows: past === null ? rows : Math.max(1, rows - 1) };
  };
  const terminal = {
    type: (session: string | null) => panes.type(session),
    scroll: (session: string | null, rows: number) => panes.scroll(session, rows),
    live: (session: string) => panes.live(session),
    find: (session: string, text: string) => panes.find(session, text),
    nextMatch: (session: string, by: 1 | -1) => panes.nextMatch(session, by),
    copy: (session: string) => panes.copy(session),
    suspend: () => screen.suspend(),
    redraw: () => panes.redraw(),
    leave: left.resolve,
  };
  const controller = new Controller({ door, clock, theme, terminal, size: size(), replay, task });
  const look = createStore<Theme>()(() => theme);
  const ink = render(<Root shown={controller.shown} look={look} panes={panes} past={past} />, {
    stdout: screen.stdout,
    stdin: screen.stdin,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    maxFps: 30,
  });
  const undo = [
    screen.onInput((event) => {
      if (event.kind === 'background') look.setState(onBackground(theme, event.light), true);
      else controller.input(event);
    }),
    screen.onResize(() => controller.resize(size())),
    tellOutside(controller.shown, screen),
  ];
  const exit = await Promise.race([left.promise, ended]);
  for (const each of undo) each();
  controller.close();
  ink.unmount();
  return exit;
};

const clock: Clock = { now: Date.now, after: realTime.after };

const openPainted = async ({
  door,
  input,
  output,
  env,
  guard,
  project,
  replay,
  task,
}: ConsoleParts): Promise<number> => {
  const screen = openScreen({ input, output, env, time: realTime, stop: guard.stop });
  const gone = Promise.withResolvers<number>();
  guard.watch(screen, (signal) => gone.resolve(exitOf(signal)));
  if (wantsBackground(env)) screen.askBackground();
  const panes = new LivePanes({ screen, open: replay?.open ?? openHosts(project), time: realTime });
  try {
    return await run({
      screen,
      door,
      panes,
      clock,
      replay,
      task,
      theme: themeFor(env),
      ended: gone.promise,
    });
  } finally {
    panes.close();
    screen.close();
  }
};

/**
 * Takes the terminal over, shows the day, and gives the terminal back; the exit code once the person has left.
 * To a person with a screen reader, by Ink's own sign for it, the day is told line by line instead.
 */
export const openConsole = (parts: ConsoleParts): Promise<number> =>
  parts.env.INK_SCREEN_READER === 'true' ? openSpoken(parts) : openPainted(parts);
