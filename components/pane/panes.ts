import { sessionSocket } from '../../src/wire/address.ts';
import { HostLink } from '../../src/wire/host-link.ts';
import type { InputEvent, Mouse, Rect, Screen } from '../screen/contract.ts';
import type { Time } from '../screen/frame-clock.ts';
import { Listeners } from '../screen/listeners.ts';
import { PaneView } from './pane-view.ts';
import type { Scrollback } from './scrollback.ts';
import type { LinkState, OpenLink } from './steady-link.ts';

const OPEN_MS = 2000;

/** Reaches the session hosts of a project. */
export const openHosts =
  (project: string): OpenLink =>
  (session, { onCells, onClose }) =>
    HostLink.open(sessionSocket(project, session), null, { onFacts: () => {}, onCells, onClose }, OPEN_MS);

export interface PaneFacts {
  readonly link: LinkState;
  /** False until its first cells came. */
  readonly hasPicture: boolean;
  /** Older lines are in view. */
  readonly scrollback: Scrollback | null;
}

interface PanesParts {
  readonly screen: Screen;
  readonly open: OpenLink;
  readonly time: Time;
}

/** All panes in view. A session out of view costs nothing: its link is closed. */
export class LivePanes {
  readonly #parts: PanesParts;
  readonly #views = new Map<string, PaneView>();
  readonly #changed = new Listeners<string>();
  readonly #stopInput: () => void;
  #typing: string | null = null;
  /** The wheel turned in the agent's program, not in its older lines. */
  #agentHasMouse = false;

  constructor(parts: PanesParts) {
    this.#parts = parts;
    this.#stopInput = parts.screen.onInput((event) => this.#input(event));
  }

  /** Puts a session's pane there, or moves it. */
  show(session: string, rect: Rect): void {
    const view = this.#views.get(session);
    if (view === undefined) this.#open(session, rect);
    else view.place(rect);
  }

  #open(session: string, rect: Rect): void {
    const { screen, open, time } = this.#parts;
    const onChange = (): void => this.#changed.tell(session);
    const made = new PaneView({ session, screen, open, time, onChange }, rect);
    this.#views.set(session, made);
    made.focus(session === this.#typing);
  }

  hide(session: string): void {
    this.#views.get(session)?.close();
    this.#views.delete(session);
  }

  /** Told when what `facts` says of a session has changed. */
  onChange(listener: (session: string) => void): () => void {
    return this.#changed.add(listener);
  }

  facts(session: string): PaneFacts {
    const view = this.#views.get(session);
    if (view === undefined) return { link: 'connecting', hasPicture: false, scrollback: null };
    return { link: view.state, hasPicture: view.hasPicture, scrollback: view.back.state };
  }

  /** The session's agent gets the keyboard; null: the console has it again. */
  type(session: string | null): void {
    this.#typing = session;
    this.#parts.screen.passthrough(session === null ? null : (raw) => this.#views.get(session)?.type(raw));
    for (const [id, view] of this.#views) if (id !== session) view.focus(false);
    if (session !== null) this.#views.get(session)?.focus(true);
  }

  /** Down for positive numbers; past the end the pane is live again. */
  scroll(session: string | null, rows: number): void {
    if (session !== null && !this.#agentHasMouse) void this.#views.get(session)?.back.scroll(rows);
  }

  /** Goes to the last line that says this; how many do. */
  async find(session: string, text: string): Promise<number> {
    return (await this.#views.get(session)?.back.find(text)) ?? 0;
  }

  nextMatch(session: string, by: 1 | -1): void {
    void this.#views.get(session)?.back.nextMatch(by);
  }

  live(session: string): void {
    this.#views.get(session)?.back.end();
  }

  /** For a key of the person's: what is selected, else what is in sight, onto their clipboard. */
  async copy(session: string): Promise<number> {
    const text = (await this.#views.get(session)?.back.text()) ?? '';
    if (text !== '') this.#parts.screen.copy(text);
    return text.length;
  }

  /** The whole terminal anew, and what is in the panes. */
  redraw(): void {
    this.#parts.screen.redraw();
    for (const view of this.#views.values()) view.redraw();
  }

  close(): void {
    this.#stopInput();
    for (const session of [...this.#views.keys()]) this.hide(session);
  }

  #input(event: InputEvent): void {
    this.#agentHasMouse = false;
    if (event.kind === 'mouse') this.#mouse(event);
    else if (event.kind === 'focus' && this.#typing !== null)
      this.#views.get(this.#typing)?.focusReport(event.gained);
  }

  #mouse(event: Mouse): void {
    for (const [session, view] of this.#views) {
      if (!view.covers(event)) continue;
      this.#agentHasMouse = session === this.#typing && view.mouse(event);
      if (!this.#agentHasMouse) view.drag(event);
    }
  }
}
