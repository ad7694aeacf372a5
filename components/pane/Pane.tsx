import { Box, type DOMElement, Text, useBoxMetrics } from 'ink';
import {
  type ComponentType,
  createContext,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { Rect } from '../screen/contract.ts';
import type { LivePanes } from './panes.ts';

export interface PaneProps {
  readonly session: string | null;
  readonly focused: boolean;
  readonly width: number;
  readonly height: number;
}

/** What feeds the panes; null: there is no terminal to paint on. */
export const PaneContext = createContext<LivePanes | null>(null);

/** Ink tells a box's place within its parent only; the screen counts from its own corner. */
const placeOf = (element: DOMElement): { x: number; y: number } => {
  let [x, y] = [0, 0];
  for (let node: DOMElement | undefined = element; node !== undefined; node = node.parentNode) {
    x += node.yogaNode?.getComputedLeft() ?? 0;
    y += node.yogaNode?.getComputedTop() ?? 0;
  }
  return { x, y };
};

const nothing = (): void => {};

/** Where nothing was painted yet, Ink says why. */
const useEmptyText = (panes: LivePanes | null, session: string | null): string => {
  const listen = useCallback((listener: () => void) => panes?.onChange(listener) ?? nothing, [panes]);
  const told = useSyncExternalStore(listen, () =>
    panes === null || session === null ? '' : panes.facts(session).link,
  );
  return told === 'gone' ? 'This session has no screen any more.' : '';
};

/** A box an agent's live screen is painted into, past Ink. */
export const Pane: ComponentType<PaneProps> = ({ session, width, height }) => {
  const panes = useContext(PaneContext);
  const box = useRef<DOMElement>(null);
  // Renders anew where the box has moved without its parents having rendered.
  useBoxMetrics(box);
  const text = useEmptyText(panes, session);
  useLayoutEffect(() => {
    const element = box.current;
    if (panes === null || session === null || element === null) return;
    const rect: Rect = { ...placeOf(element), width, height };
    if (width > 0 && height > 0) panes.show(session, rect);
  });
  useLayoutEffect(() => {
    if (panes === null || session === null) return;
    return () => panes.hide(session);
  }, [panes, session]);
  return (
    <Box ref={box} width={width} height={height} flexShrink={0}>
      <Text dimColor wrap="wrap">
        {text}
      </Text>
    </Box>
  );
};
