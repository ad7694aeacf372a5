import { render } from 'ink';
import { createStore } from 'zustand/vanilla';
import { type ConsoleParts, exitOf } from '../console-parts.ts';
import { openHosts } from '../pane/panes.ts';
import { realTime } from '../screen/frame-clock.ts';
import { InertStdin } from '../screen/ink-streams.ts';
import { Controller } from '../store/controller.ts';
import { themeFor } from '../theme/theme.ts';
import { announced, opening, promptOf } from './announce.ts';
import { type Speech, Spoken } from './Spoken.tsx';
import { SpokenPane } from './spoken-pane.ts';
import { SpokenTerminal } from './spoken-terminal.ts';
import { standing } from './words.ts';

const openSpeech = () => {
  const store = createStore<Speech>()(() => ({ said: [], prompt: '' }));
  const say = (lines: readonly string[], prompt = store.getState().prompt): void => {
    const speech = store.getState();
    if (lines.length === 0 && prompt === speech.prompt) return;
    store.setState({ said: [...speech.said, ...lines], prompt });
  };
  return { store, say };
};

/** What can be done with an agent's terminal that is heard: nothing scrolls, what is found is said. */
const agentTerminal = (pane: SpokenPane, screen: SpokenTerminal, say: (lines: readonly string[]) => void) => {
  const sayMatch = async (session: string, by: -1 | 0 | 1): Promise<void> =>
    say([(await pane.matchLine(session, by)) ?? 'Nothing was searched for: / searches.']);
  return {
    type: (session: string | null) =>
      screen.passthrough(session === null ? null : (raw) => void pane.type(session, raw)),
    scroll: () => {},
    live: () => {},
    redraw: () => {},
    find: async (session: string, text: string) => {
      const lines = await pane.find(session, text);
      if (lines > 0) await sayMatch(session, 0);
      return lines;
    },
    nextMatch: (session: string, by: 1 | -1) => void sayMatch(session, by),
    copy: async (session: string) => {
      const text = await pane.text(session);
      if (text !== '') screen.copy(text);
      return text.length;
    },
  };
};

/** The console for a screen reader: the same keys, the day told in lines; the exit code once the person has left. */
export const openSpoken = async (parts: ConsoleParts): Promise<number> => {
  const { door, input, output, env, guard, project, replay, task } = parts;
  const screen = new SpokenTerminal({ input, output, time: realTime, stop: guard.stop });
  const left = Promise.withResolvers<number>();
  guard.watch(screen, (signal) => left.resolve(exitOf(signal)));
  const pane = new SpokenPane(replay?.open ?? openHosts(project));
  const theme = themeFor({ ...env, NO_COLOR: '1' });
  const { store, say } = openSpeech();
  const recite = async (session: string | null): Promise<void> => {
    const lines = session === null ? [] : await pane.lastLines(session);
    const screenOf = lines.length === 0 ? [] : ['The last lines of its screen:', ...lines];
    say([...standing(controller.shown.getState()), ...screenOf]);
  };
  const terminal = {
    ...agentTerminal(pane, screen, say),
    recite: (session: string | null) => void recite(session),
    suspend: () => screen.suspend(),
    leave: left.resolve,
  };
  const clock = { now: Date.now, after: realTime.after };
  const controller = new Controller({ door, clock, theme, terminal, size: screen.size, replay, task });
  const ink = render(<Spoken speech={store} />, {
    stdout: output,
    stdin: new InertStdin().stream,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    isScreenReaderEnabled: true,
  });
  say(opening(controller.shown.getState()));
  const undo = [
    screen.onInput((event) => controller.input(event)),
    controller.shown.subscribe((after, before) => say(announced(before, after, theme), promptOf(after))),
  ];
  try {
    return await left.promise;
  } finally {
    for (const each of undo) each();
    controller.close();
    pane.close();
    ink.unmount();
    screen.close();
  }
};
