import { expect, test } from 'vitest';
import { type Session, stand } from '../stand.ts';

const script = [
  { do: 'plan', text: 'Read the catalogue' },
  { do: 'usage', input: 4200, output: 900, cache_read: 31000, usd: 0.12 },
  { do: 'plan', text: 'Write the search' },
  { do: 'say', text: 'Someone who types "red mug" means a mug that is red. A bowl is not a mug.' },
  { do: 'write', file: 'demo/search.ts', text: 'export const search = 1;' },
  { do: 'plan', text: 'Rest' },
  { do: 'hang' },
] as const;

const settled = ({ pty }: Session): Promise<void> => pty.until(({ screen }) => /Thinking v/.test(screen()));

/** What moves or counts is levelled: the spinner, and the seconds. */
const still = (screen: string): string =>
  screen
    .replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '⠋')
    .replaceAll(/\d:\d\d/g, '0:00')
    .trimEnd();

const end = async (session: Session): Promise<void> => {
  session.pty.press('\x03');
  await session.pty.exit;
};

test('at 80 × 24 it shows whose work it is, what was done, the plan, the money, and how far it is', async () => {
  const session = stand('demo', { demo: script }).launch({ cols: 80, rows: 24 });
  await settled(session);
  expect(still(session.pty.screen())).toMatchInlineSnapshot(`
    " ▄▀▀▄  Search for mugs
     ▀▄▄▀  demo · demo-medium

     ◆ Someone who types "red mug" means a mug that is red. A bowl is not a mug.
     ● Wrote demo/search.ts
       │ + export const search = 1;

    ─ Search for mugs ────────────────────────────────────── 36.1k tokens · $0.12 ─
     ✔ Read the catalogue
     ✔ Write the search
     ▸ Rest
     ⠋ Thinking very, very hard                         ━━━━━━━━━━━━━━─  93%  0:00"
  `);
  await end(session);
});

test('at 40 × 10 the same fits', async () => {
  const session = stand('demo', { demo: script }).launch({ cols: 40, rows: 10 });
  await settled(session);
  expect(still(session.pty.screen())).toMatchInlineSnapshot(`
    " ◆ Someone who types "red mug" means a
       mug that is red. A bowl is not a
       mug.
     ● Wrote demo/search.ts
       │ + export const search = 1;

    ─ Search for m…─ 36.1k tokens · $0.12 ─
     ✔ Write the search
     ▸ Rest
     ⠋ Thinking very, very ha…   93%  0:00"
  `);
  await end(session);
});

test('resized it is drawn anew, nothing torn, nothing twice', async () => {
  const session = stand('demo', { demo: script }).launch({ cols: 80, rows: 24 });
  await settled(session);
  const before = still(session.pty.screen());
  session.pty.resize(43, 14);
  await session.pty.until(({ screen }) =>
    screen()
      .split('\n')
      .some((row) => /^─.*─$/.test(row.trim()) && row.trim().length === 42),
  );
  expect(session.pty.text().match(/Wrote demo/g)).toHaveLength(1);
  session.pty.resize(80, 24);
  await session.pty.until(({ screen }) => still(screen()) === before);
  await end(session);
});

test('with NO_COLOR it is drawn without colour, and says the same', async () => {
  const project = stand('demo', { demo: script });
  const coloured = project.launch();
  const plain = project.launch({ env: { NO_COLOR: '1' } });
  await Promise.all([settled(coloured), settled(plain)]);
  const colours = ({ pty }: Session): number => {
    const buffer = pty.terminal.buffer.active;
    const cells = Array.from({ length: buffer.length * pty.terminal.cols }, (_, i) =>
      buffer.getLine(Math.floor(i / pty.terminal.cols))?.getCell(i % pty.terminal.cols),
    );
    return cells.filter((cell) => cell !== undefined && (cell.getFgColorMode() !== 0 || cell.isBold() !== 0))
      .length;
  };
  expect(colours(coloured)).toBeGreaterThan(10);
  expect(colours(plain)).toBe(0);
  expect(still(plain.pty.screen())).toBe(still(coloured.pty.screen()));
  await Promise.all([end(coloured), end(plain)]);
});

test('a dialog keeps its keys on the smallest screen', async () => {
  const text = 'A very long reason that goes on and on, over more rows than there are on the screen. '.repeat(
    5,
  );
  const session = stand('demo', { demo: [{ do: 'permission', command: 'npm install ribbon', text }] }).launch(
    { cols: 40, rows: 10 },
  );
  await session.pty.until(({ screen }) => screen().includes('[y] allow   [n] deny   (p1)'));
  session.pty.press('y');
  expect(await session.pty.exit).toMatchObject({ exitCode: 0 });
});
