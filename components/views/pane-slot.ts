import { type ComponentType, createContext, useContext } from 'react';

export interface PaneProps {
  readonly session: string | null;
  readonly focused: boolean;
  readonly width: number;
  readonly height: number;
}

/** What draws an agent's live screen; the terminal's own in the console, plain text in tests. */
export const PaneSlot = createContext<ComponentType<PaneProps>>(() => null);

export const usePane = (): ComponentType<PaneProps> => useContext(PaneSlot);
