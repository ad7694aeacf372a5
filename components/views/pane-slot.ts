import { type ComponentType, createContext, useContext } from 'react';

export interface PaneProps {
  readonly session: string | null;
  readonly focused: boolean;
  readonly width: number;
  readonly height: number;
}

/** The agents' live screens, as whoever feeds them offers them. */
export interface Panes {
  readonly Pane: ComponentType<PaneProps>;
  /** The session's agent gets the keyboard; null: the console has it again. */
  readonly type: (session: string | null) => void;
  readonly scroll: (session: string | null, rows: number) => void;
  readonly redraw: () => void;
}

/** What draws an agent's live screen; the terminal's own in the console, plain text in tests. */
export const PaneSlot = createContext<ComponentType<PaneProps>>(() => null);

export const usePane = (): ComponentType<PaneProps> => useContext(PaneSlot);
