import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandRisk, riskLine } from '../../src/safety/command-risk.ts';

describe('the risk of a command', () => {
  test.each([
    ['ls -la src', 0, []],
    ['npm test', 0, []],
    ['npm install left-pad', 20, ['installs or publishes packages +20']],
    ['curl -s https://example.org', 10, ['talks to the network +10']],
    ['git push --force', 50, ['git push +20', 'force flag +30']],
    ['rm -rf build', 20, ['deletes files +20']],
  ])('%s → %i', (command, score, reasons) => {
    expect(commandRisk(command)).toEqual({ score, reasons });
  });

  test('names what is dangerous first', () => {
    expect(riskLine('rm -rf /')).toMatch(/^Risk 90: dangerous: .+ \+70, deletes files \+20$/);
    expect(riskLine('ls')).toBe('Risk 0: nothing dangerous seen in it');
  });

  test('stays within 0 and 100 for any text (property)', () => {
    fc.assert(
      fc.property(fc.string(), (command) => {
        const { score } = commandRisk(command);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });
});
