import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CellUpdate, unpackCells } from '../../src/wire/cells.ts';
import { HostLink } from '../../src/wire/host-link.ts';
import { type RunningHost, Stage, until, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

const WIDTH = 22;
const CODE_POINT = 0x1fffff;
const COMBINED = 1 << 21;

/** What a console makes of the updates: a picture cell by cell. */
class Picture {
  #cells: string[][] = [];
  readonly updates: CellUpdate[] = [];

  show(update: CellUpdate): void {
    this.updates.push(update);
    if (update.modes.full)
      this.#cells = Array.from({ length: update.rows }, () => Array.from({ length: update.cols }, () => ' '));
    for (const { row, col, cells } of update.spans)
      for (let at = 0; at < cells.length; at += 3) this.#put(row, col + at / 3, cells[at] ?? 0);
    for (const { row, col, text } of update.texts) (this.#cells[row] ?? [])[col] = text;
  }

  #put(row: number, col: number, content: number): void {
    const wide = content >>> WIDTH;
    const code = content & CODE_POINT;
    const text = (content & COMBINED) !== 0 || code === 0 ? ' ' : String.fromCodePoint(code);
    (this.#cells[row] ?? [])[col] = wide === 0 ? '' : text;
  }

  get text(): string {
    return this.#cells
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }
}

const watched = async (
  host: RunningHost,
  cols = 80,
  rows = 24,
): Promise<{ link: HostLink; picture: Picture }> => {
  const picture = new Picture();
  const handlers = {
    onFacts: () => expect.unreachable(),
    onClose: () => {},
    onCells: (cells: Uint8Array) => {
      const update = unpackCells(cells);
      if (update === null) throw new Error('not an update');
      picture.show(update);
    },
  };
  const link = value(await HostLink.open(host.spec.socket, null, handlers, 5000));
  link.watch(cols, rows);
  return { link, picture };
};

describe('a console that watches', () => {
  it('sees what the screen shows, wide and combined characters included', async () => {
    const host = await stage.shell(
      `printf 'plain\\r\\n漢字 é 👩‍👩‍👧!\\033[31mred'; read x; printf '\\033[H\\033[2Jnew'; read x`,
    );
    const { link, picture } = await watched(host);
    await until(() => picture.text.includes('red'));
    expect(picture.text).toBe('plain\n漢字 é 👩‍👩‍👧!red');
    expect(picture.updates[0]?.modes.full).toBe(true);
    link.input('\r');
    await until(() => picture.text === 'new');
    expect(picture.updates.map((one) => one.seq)).toEqual(picture.updates.map((_, at) => at + 1));
    expect(picture.updates.at(-1)?.cursor).toEqual({ x: 3, y: 0 });
  });

  it('gives the agent the size of its pane', async () => {
    const host = await stage.shell('trap "stty size" WINCH; while :; do sleep 0.02; done');
    const { picture } = await watched(host, 101, 31);
    await until(() => picture.text.includes('31 101'));
    expect(picture.updates.at(-1)).toMatchObject({ cols: 101, rows: 31 });
  });

  it('is sent the latest picture of a flooding agent, not every byte of it', async () => {
    const host = await stage.shell('seq 300000; echo; echo END; read x');
    const { picture } = await watched(host);
    await until(() => picture.text.endsWith('END'));
    expect(picture.text).toContain('300000');
    expect(picture.updates.length).toBeLessThan(400);
  });

  it('is shown whole frames of a program that marks them, yet not forever none', async () => {
    const host = await stage.shell(
      `read x; printf '\\033[?2026hhalf'; read x; printf ' whole\\033[?2026l'; read x`,
    );
    const { link, picture } = await watched(host);
    await until(() => picture.updates.length > 0);
    link.input('\r');
    await until(() => picture.text.includes('half'));
    expect(picture.updates.at(-1)?.modes.synchronized).toBe(true);
    link.input('\r');
    await until(() => picture.text.includes('whole'));
  });

  it('sees nothing more once it looks elsewhere', async () => {
    const host = await stage.shell('read x; echo one; read x');
    const { link, picture } = await watched(host);
    await until(() => picture.updates.length > 0);
    link.unwatch();
    link.input('\r');
    await host.shows('one');
    expect(picture.text).not.toContain('one');
  });
});
