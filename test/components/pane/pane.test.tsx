import { Box, render, Text } from 'ink';
import { afterEach, describe, expect, it } from 'vitest';
import { Pane, PaneContext } from '../../../components/pane/Pane.tsx';
import { LivePanes } from '../../../components/pane/panes.ts';
import type { LinkHandlers, OpenLink } from '../../../components/pane/steady-link.ts';
import { realTime } from '../../../components/screen/frame-clock.ts';
import { fail, ok } from '../../../src/domain/errors.ts';
import { ScreenCells } from '../../../src/host/screen-cells.ts';
import { packCells } from '../../../src/wire/cells.ts';
import { until } from '../../host/driver.ts';
import { FakeTty } from '../fake-tty.ts';
import { Eye } from '../screen/look.ts';

/** A session host in this process: one emulator, whose cells are sent as they change. */
class Host {
  readonly eye = new Eye(80, 24);
  handlers: LinkHandlers | null = null;
  watched: string[] = [];
  #cells = new ScreenCells(this.eye.terminal);

  readonly open: OpenLink = async (session, handlers) => {
    if (session === 'nobody') return fail('host.absent', 'no such session');
    this.handlers = handlers;
    return ok({
      watch: (cols, rows) => {
        this.watched.push(`${cols}×${rows}`);
        this.eye.terminal.resize(cols, rows);
        this.send('');
      },
      unwatch: () => {
        this.#cells = new ScreenCells(this.eye.terminal);
      },
      input: () => {},
      history: async () => fail('host.silent', 'not here'),
      find: async () => ok([]),
      close: () => this.watched.push('closed'),
    });
  };

  send(text: string): void {
    this.eye.feed(text);
    const update = this.#cells.update();
    if (update !== null) this.handlers?.onCells(packCells(update));
  }
}

const App = ({ session, top }: { readonly session: string | null; readonly top: number }) => (
  <Box flexDirection="column" width={40} height={10}>
    <Box height={top} flexShrink={0}>
      <Text>head</Text>
    </Box>
    <Box>
      <Text>│ </Text>
      <Pane session={session} focused={false} width={20} height={4} />
      <Text>│</Text>
    </Box>
  </Box>
);

const open: { close(): void }[] = [];

const mounted = (session: string) => {
  const [tty, host] = [new FakeTty(40, 10), new Host()];
  const panes = new LivePanes({ screen: tty.screen, open: host.open, time: realTime });
  const app = (id: string | null, top: number) => (
    <PaneContext value={panes}>
      <App session={id} top={top} />
    </PaneContext>
  );
  const { stdout, stdin } = tty.screen;
  const ink = render(app(session, 2), {
    stdout,
    stdin,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  open.push({
    close: () => {
      ink.unmount();
      panes.close();
      tty.screen.close();
    },
  });
  return { tty, host, show: (id: string | null, top: number) => ink.rerender(app(id, top)) };
};

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe('the Pane component', () => {
  it("paints a session's cells into its box, and moves and leaves with it", async () => {
    const { tty, host, show } = mounted('s1');
    await until(() => host.handlers);
    host.send('\x1b[31mhello\x1b[0m');
    await until(() => tty.eye.lines[2] === '│ hello               │');
    expect(tty.eye.at(2, 2).look).toBe('fg1');
    expect(host.watched).toEqual(['20×4']);
    show('s1', 4);
    await until(() => tty.eye.lines[4] === '│ hello               │');
    expect(tty.eye.lines[2]).toBe('');
    show(null, 4);
    await until(() => tty.eye.lines[4] === '│                     │');
    expect(host.watched).toEqual(['20×4', 'closed']);
  });

  it('says so where there is no screen to show', async () => {
    const { tty } = mounted('nobody');
    await until(() => tty.text.includes('screen any more.'));
  });
});
