import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/host/emulator.ts';
import { AgentPty, type PtyExit } from '../../src/host/pty.ts';
import { textOf } from '../../src/host/text.ts';

const size = { cols: 80, rows: 24 };
const blockFor = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const opened = (argv: readonly string[]) => {
  const pty = new AgentPty({ argv, env: { PATH: process.env.PATH ?? '' }, cwd: '/', ...size });
  const emulator = new Emulator(size, 100_000);
  const exited = Promise.withResolvers<PtyExit>();
  let bytes = 0;
  pty.onOutput((chunk) => {
    bytes += chunk.byteLength;
    emulator.feed(chunk);
  });
  emulator.onReply((text) => pty.input.reply(text));
  pty.onExit(exited.resolve);
  return { pty, emulator, exited: exited.promise, bytes: () => bytes };
};

const text = ({ emulator }: { emulator: Emulator }) => textOf(emulator.terminal, { scrollback: true });

describe('the pty', () => {
  it('loses nothing of a child that prints and exits while we are busy elsewhere', async () => {
    const one = opened(['sh', '-c', 'head -c 3000 /dev/zero | tr "\\0" x; printf END']);
    blockFor(400);
    expect(await one.exited).toEqual({ code: 0, signal: null });
    expect(one.bytes()).toBe(3003);
    expect(text(one)).toMatch(/^x{3000}END$/);
  });

  it('loses nothing of a child that prints more than the kernel holds and exits', async () => {
    const one = opened(['sh', '-c', 'seq 60000; echo LAST']);
    one.pty.onOutput(() => blockFor(1));
    await one.exited;
    const lines = text(one).split('\n');
    expect(lines.length).toBe(60_001);
    expect(lines.slice(-2)).toEqual(['60000', 'LAST']);
  });

  it('takes a flood in blocks, a character on the edge of one kept whole', async () => {
    const one = opened(['sh', '-c', 'i=0; while [ $i -lt 9 ]; do seq -f "— %.0f ─" 3000; i=$((i+1)); done']);
    let largest = 0;
    one.pty.onOutput((bytes) => {
      largest = Math.max(largest, bytes.length);
      blockFor(1);
    });
    await one.exited;
    expect(largest).toBeGreaterThan(4096);
    const lines = Array.from({ length: 9 * 3000 }, (_, at) => `— ${(at % 3000) + 1} ─`);
    expect(text(one)).toBe(lines.join('\n'));
  });

  it('takes no more replies for a program that asks without end and never reads', async () => {
    const asks = `process.stdin.setRawMode(true); const ask = '\\x1b[6n'.repeat(4000);
      let left = 20; const go = () => left-- > 0 ? process.stdout.write(ask, go) : process.exit(7); go();`;
    const one = opened([process.execPath, '-e', asks]);
    expect(await one.exited).toMatchObject({ code: 7 });
  });

  it('says by which signal its child ended', async () => {
    expect(await opened(['sh', '-c', 'kill -SEGV $$']).exited).toEqual({ code: null, signal: 'SIGSEGV' });
  });

  it('gives its child the environment it was given, and nothing of ours', async () => {
    const one = opened(['env']);
    await one.exited;
    const names = text(one)
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names.sort()).toEqual(['COLORTERM', 'PATH', 'PWD', 'TERM']);
  });
});
