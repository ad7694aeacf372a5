import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LivePanes } from '../../../components/pane/panes.ts';
import type { OpenLink, PaneLink } from '../../../components/pane/steady-link.ts';
import { realTime } from '../../../components/screen/frame-clock.ts';
import { HostLink } from '../../../src/wire/host-link.ts';
import { type RunningHost, Stage, until } from '../../host/driver.ts';
import { FakeTty } from '../fake-tty.ts';

let stage: Stage;
let tty: FakeTty;
let panes: LivePanes;
let links: PaneLink[];
const sockets = new Map<string, string>();

const open: OpenLink = async (session, { onCells, onClose }) => {
  const link = await HostLink.open(
    sockets.get(session) ?? '',
    null,
    { onFacts: () => {}, onCells, onClose },
    2000,
  );
  if (link.ok) links.push(link.value);
  return link;
};

const rect = { x: 10, y: 2, width: 40, height: 8 };

/** A session in a pane, once its first word is seen. */
const shown = async (script: string, word: string): Promise<RunningHost> => {
  const host = await stage.shell(script, { cols: 80, rows: 24 });
  sockets.set(host.spec.session, host.spec.socket);
  panes.show(host.spec.session, rect);
  await sees(word);
  return host;
};

const sees = (text: string): Promise<boolean> => until(() => tty.text.includes(text));

beforeEach(() => {
  stage = new Stage();
  tty = new FakeTty(60, 12);
  panes = new LivePanes({ screen: tty.screen, open, time: realTime });
  links = [];
});
afterEach(async () => {
  panes.close();
  tty.screen.close();
  await stage.clear();
});

describe('a pane', () => {
  it("shows its session's screen in its box, over Ink's frame, at the size of the box", async () => {
    tty.screen.stdout.write(`${Array.from({ length: 12 }, () => '.'.repeat(60)).join('\n')}`);
    await shown('echo ready; while read line; do stty size; done', 'ready');
    expect(tty.eye.lines[2]).toBe(`${'.'.repeat(10)}ready${' '.repeat(35)}${'.'.repeat(10)}`);
    await until(() => {
      links[0]?.input('\r');
      return tty.text.includes('8 40');
    });
    expect(tty.eye.lines[1]).toBe('.'.repeat(60));
    expect(tty.eye.lines[2]?.slice(50)).toBe('.'.repeat(10));
  });

  it('gives the agent the keyboard, its cursor and whole pastes, until Ctrl-]', async () => {
    const host = await shown('stty -icanon -echo; printf "\\033[?2004hready "; exec cat -v', 'ready');
    const heard: string[] = [];
    tty.screen.onInput((event) => heard.push(event.kind === 'key' ? event.key.name : event.kind));
    panes.type(host.spec.session);
    tty.type('abc\x1b[A\x1b[200~one\rtwo\x1b[201~');
    await sees('abc^[[A^[[200~one');
    await sees('two^[[201~');
    const { cursorX, cursorY } = tty.eye.terminal.buffer.active;
    await until(() => tty.eye.at(cursorX, cursorY).chars === ' ' && cursorX > rect.x);
    tty.type('\x1d');
    await until(() => heard.includes(']'));
    panes.type(null);
    tty.type('q');
    await until(() => heard.includes('q'));
    expect(heard).toEqual([']', 'q']);
  });

  it("gives the agent the mouse it asked for, in the pane's own places", async () => {
    const host = await shown(
      'stty -icanon -echo; printf "\\033[?1002h\\033[?1006hready "; exec cat -v',
      'ready',
    );
    panes.type(host.spec.session);
    tty.type('\x1b[<0;12;5M\x1b[<32;13;5M\x1b[<0;13;5m\x1b[<0;1;1M');
    await sees('^[[<0;2;3M^[[<32;3;3M^[[<0;3;3m');
    expect(tty.text).not.toContain('<0;1;1M');
  });

  it('scrolls back, finds, marks and copies, and is live again at the end', async () => {
    const host = await shown('seq -f "line %g" 1 100; read line; echo "and $line"; read x', 'line 100');
    const { session } = host.spec;
    panes.scroll(session, -20);
    await sees('line 80');
    expect(tty.text).toMatch(/more below/);
    links[0]?.input('more\r');
    await host.shows('and more');
    expect(tty.text).not.toContain('and more');
    expect(await panes.find(session, 'line 1')).toBe(12);
    await sees('line 19');
    panes.nextMatch(session, -1);
    await until(() => panes.facts(session).scrollback?.match === 9);
    const line = tty.eye.lines.findIndex((text) => text.includes('line 18')) + 1;
    tty.type(`\x1b[<0;11;${line}M\x1b[<32;12;${line}M\x1b[<32;17;${line}M\x1b[<0;17;${line}m`);
    await until(() => panes.facts(session).scrollback?.selection?.to.col === 6);
    await panes.copy(session);
    expect(tty.written.join('')).toContain(`\x1b]52;c;${Buffer.from('line 18').toString('base64')}\x1b\\`);
    panes.live(session);
    await sees('and more');
    expect(tty.text).not.toContain('more below');
  });

  it('shows a frozen agent as it stood, at its own size with its cursor in sight, until it can draw anew', async () => {
    const draws = 'seq -f "line %g" 1 6; stty size; printf "at the end "';
    const host = await shown(
      `trap 'clear; ${draws}' WINCH; ${draws}; while :; do sleep 0.02; done`,
      'at the end',
    );
    const { session } = host.spec;
    await until(() => tty.text.includes('8 40') && tty.text.includes('line 1'));
    await host.link.order({ do: 'pause' });
    panes.show(session, { ...rect, width: 30, height: 4 });
    await until(() => !tty.text.includes('line 1'));
    expect(tty.eye.lines.slice(2, 6).map((line) => line.trim())).toEqual([
      'line 5',
      'line 6',
      '8 40',
      'at the end',
    ]);
    panes.show(session, { ...rect, width: 44, height: 9 });
    await sees('line 1');
    await host.link.order({ do: 'continue' });
    await sees('9 44');
  });

  it('links itself again when the connection is lost, and keeps its picture when the host is gone', async () => {
    const host = await shown('echo here; while read line; do echo "got $line"; done', 'here');
    links[0]?.close();
    await until(() => links.length > 1);
    links[1]?.input('me\r');
    await sees('got me');
    host.kill();
    await until(() => panes.facts(host.spec.session).link === 'gone');
    expect(tty.text).toContain('got me');
  });

  it('lets nothing but cells through, whatever the agent prints', async () => {
    const hostile = [
      '\\033]52;c;aGFja2Vk\\007\\033]0;owned\\007\\033]8;;http://evil\\007link\\033]8;;\\007',
      '\\302\\2332J\\302\\23552;c;eA==\\302\\234\\033P+q544e\\033\\\\\\033_Gi=1\\033\\\\',
      'a\\342\\200\\256b\\342\\201\\246c\\342\\200\\213d\\363\\240\\201\\201e\\000\\b\\033[?1049h\\033[?1003h',
      '\\033[6n\\033[c\\033[?25l\\033[3J\\033c',
    ].join('');
    await shown(`printf '${hostile}'; echo end; read x`, 'end');
    const harmless =
      /^(?:\x1b\[\?2026[hl]|\x1b\[\?25[hl]|\x1b\[[0-9;]*[mHGCX]|[^\p{Cc}\p{Cs}\p{Bidi_Control}\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e0fff}])*$/u;
    const frames = tty.written.filter((text) => text.startsWith('\x1b[?2026h'));
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect(frame).toMatch(harmless);
    expect(tty.written.filter((text) => !frames.includes(text))).toHaveLength(1);
  });
});
