// The least console there is around the real panes: node viewer.js SOCKET[,SOCKET…]; the first is in view.
import { Box, render, Text } from 'ink';
import { Pane, PaneContext } from '../../components/pane/Pane.tsx';
import { LivePanes } from '../../components/pane/panes.ts';
import { realTime } from '../../components/screen/frame-clock.ts';
import { openScreen } from '../../components/screen/screen.ts';
import { HostLink } from '../../src/wire/host-link.ts';

const sockets = (process.argv[2] ?? '').split(',');
const { stdin: input, stdout: output, env } = process;
const screen = openScreen({ input, output, env, time: realTime, stop: () => {} });
const panes = new LivePanes({
  screen,
  time: realTime,
  open: (session, handlers) =>
    HostLink.open(sockets[Number(session)] ?? '', null, { onFacts: () => {}, ...handlers }, 5000),
});
const { columns, rows } = screen.size();
const list = 30;

const App = () => (
  <Box width={columns} height={rows}>
    <Box width={list} flexDirection="column">
      {sockets.map((socket, at) => (
        <Text key={socket} color={at === 0 ? 'green' : 'yellow'}>
          session {at}
        </Text>
      ))}
    </Box>
    <Pane session="0" focused width={columns - list} height={rows} />
  </Box>
);

render(
  <PaneContext value={panes}>
    <App />
  </PaneContext>,
  {
    stdout: screen.stdout,
    stdin: screen.stdin,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  },
);
panes.type('0');
