import { describe, expect, it } from 'vitest';
import { capUsd, dayName, span, spent, tokens, usd } from '../../../components/theme/format.ts';
import { ascii, drawn, type Glyphs } from '../../../components/theme/glyphs.ts';
import { dark, light, plain, sixteen } from '../../../components/theme/palette.ts';
import { onBackground, themeFor, wantsBackground } from '../../../components/theme/theme.ts';
import { widthOf } from '../../../components/views/line.ts';
import { noTokens } from '../../../src/domain/money.ts';

describe('The theme', () => {
  it('uses attributes alone where no colour is wanted', () => {
    expect(themeFor({ NO_COLOR: '1', TERM: 'xterm-256color' }).palette).toBe(plain);
    expect(themeFor({ TERM: 'dumb' }).palette).toBe(plain);
    expect(JSON.stringify(plain)).not.toContain('olor":"');
  });

  it("uses the terminal's own colours where it has sixteen", () => {
    expect(themeFor({ TERM: 'xterm' }).palette).toBe(sixteen);
  });

  it('follows the background where the terminal tells it, and the person before that', () => {
    const rich = { TERM: 'xterm-256color' };
    expect(themeFor({ ...rich, COLORFGBG: '0;15' }).palette).toBe(light);
    expect(themeFor({ ...rich, COLORFGBG: '15;0' }).palette).toBe(dark);
    expect(themeFor({ ...rich, COLORFGBG: '15;0', ORCH_THEME: 'light' }).palette).toBe(light);
    expect(themeFor(rich).palette).toBe(dark);
  });

  it('asks the terminal for its background only where nothing else says, and goes by the answer', () => {
    const rich = { TERM: 'xterm-256color' };
    expect(wantsBackground(rich)).toBe(true);
    for (const known of [{ COLORFGBG: '15;0' }, { ORCH_THEME: 'dark' }, { NO_COLOR: '1' }, { TERM: 'xterm' }])
      expect(wantsBackground({ ...rich, ...known })).toBe(false);
    expect(onBackground(themeFor({ ...rich, LANG: 'C' }), true)).toEqual({ palette: light, glyphs: ascii });
  });

  it('draws with ASCII where there is no UTF-8', () => {
    expect(themeFor({ LANG: 'C' }).glyphs).toBe(ascii);
    expect(themeFor({ LANG: 'de_DE.UTF-8' }).glyphs).toBe(drawn);
    expect(themeFor({ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }).glyphs).toBe(ascii);
    expect(themeFor({ LANG: 'C.UTF-8', ORCH_ASCII: '1' }).glyphs).toBe(ascii);
  });

  it('has signs of one cell, and none that two states share', () => {
    const cells = ({ state, ask, paused, halted, pointer, bar }: Glyphs): string[] => [
      ...Object.values(state),
      ...Object.values(ask),
      paused,
      halted,
      pointer,
      bar,
    ];
    for (const glyphs of [drawn, ascii]) {
      for (const sign of cells(glyphs)) expect(widthOf(sign)).toBe(1);
      expect(new Set(Object.values(glyphs.state)).size).toBe(7);
    }
    expect(JSON.stringify(ascii)).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('Numbers', () => {
  it('keep their columns still', () => {
    expect([0, 59_000, 60_000, 3_599_000, 3_600_000, 90_000_000].map(span)).toEqual([
      '0s',
      '59s',
      '1m',
      '59m',
      '1h00',
      '25h00',
    ]);
    expect([0, 999, 1000, 999_499, 1_500_000].map(tokens)).toEqual(['0', '999', '1k', '999k', '1.5M']);
    expect([usd(1.005), usd(1234.5), capUsd(50), capUsd(5.5)]).toEqual(['$1.00', '$1235', '$50', '$5.50']);
    expect(dayName('2026-11-21')).toBe('Sat 21 Nov');
  });

  it('never call an unknown price $0', () => {
    const spend = { usd: 0, tokens: { ...noTokens, input: 9 }, unknown_tokens: 9 };
    expect(spent(spend)).toBe('$?');
    expect(spent({ ...spend, usd: 1 })).toBe('$1.00+?');
    expect(spent({ ...spend, tokens: noTokens, unknown_tokens: 0 })).toBe('');
  });
});
