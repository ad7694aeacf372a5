import type { ComponentType } from 'react';
import type { Screen } from '../screen/contract.ts';
import type { Time } from '../screen/frame-clock.ts';
import { Pane, PaneContext, type PaneProps } from './Pane.tsx';
import { LivePanes, openHosts } from './panes.ts';

/** The live panes of a project's sessions, and the component that puts one into its box. */
export interface OpenPanes {
  readonly Pane: ComponentType<PaneProps>;
  readonly live: LivePanes;
  readonly type: (session: string | null) => void;
  readonly scroll: (session: string | null, rows: number) => void;
  readonly redraw: () => void;
  readonly close: () => void;
}

interface OpenPanesParts {
  readonly project: string;
  readonly screen: Screen;
  readonly time: Time;
}

/** Panes over a screen, fed by the session hosts. Open it before anything else listens to the screen's input. */
export const openPanes = ({ project, screen, time }: OpenPanesParts): OpenPanes => {
  const live = new LivePanes({ screen, open: openHosts(project), time });
  return {
    Pane: (props) => (
      <PaneContext value={live}>
        <Pane {...props} />
      </PaneContext>
    ),
    live,
    type: (session) => live.type(session),
    scroll: (session, rows) => live.scroll(session, rows),
    redraw: () => {
      screen.redraw();
      live.redraw();
    },
    close: () => live.close(),
  };
};
