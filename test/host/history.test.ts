import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORDS_PER_CELL } from '../../src/wire/cells.ts';
import type { History } from '../../src/wire/history.ts';
import { Stage, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

const lines = (history: History): string[] =>
  history.spans.map(({ row, cells }) => {
    let text = '';
    for (let at = 0; at < cells.length; at += WORDS_PER_CELL) {
      const content = cells[at] ?? 0;
      const joined = history.texts.find((one) => one.row === row && one.col === at / WORDS_PER_CELL);
      if (content >>> 22 !== 0) text += joined?.text ?? String.fromCodePoint(content & 0x1fffff || 32);
    }
    return text.trimEnd();
  });

describe('the lines above a screen', () => {
  it('are shown from any line on, and found by their words', async () => {
    const script =
      'seq -f "line %g" 1 100; printf "Für dich: 你好 Ünïted e\\314\\201nd\\n"; printf "%0100d\\n" 7; read x';
    const host = await stage.shell(script, { cols: 80, rows: 24 });
    await host.shows('0007');
    const top = value(await host.link.history(0, 3));
    expect(top).toMatchObject({ top: 0, total: 104, cols: 80, wrapped: [] });
    expect(lines(top)).toEqual(['line 1', 'line 2', 'line 3']);
    const end = value(await host.link.history(9999, 4));
    expect(end.top).toBe(100);
    expect(lines(end)[0]).toBe('Für dich: 你好 Ünïted e\u0301nd');
    expect(end.wrapped).toEqual([2]);
    expect(value(await host.link.find('line 99'))).toEqual([{ line: 98, col: 0, length: 7 }]);
    expect(value(await host.link.find('好 ün'))).toEqual([{ line: 100, col: 12, length: 5 }]);
    expect(value(await host.link.find('LINE'))).toEqual([]);
    expect(value(await host.link.find('line'))).toHaveLength(100);
    expect(value(await host.link.find(''))).toEqual([]);
  });
});
