import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/agents/agent.ts';
import { codex } from '../../../src/agents/codex/codex.ts';
import type { AskBody } from '../../../src/domain/ask.ts';

const question: AskBody = {
  kind: 'question',
  text: 'Which colour (of the [many]) shall the door have, and why do you think that it is so?',
  options: ['Red', 'Blue'],
  recommended: null,
  context: null,
  impact: null,
  subject: null,
  layer: null,
};

const dialog = (shown: string): string =>
  `• I ask.\n\n  Question 1/1 (1 unanswered)\n  ${shown}\n\n  › 1. Red   warm\n    2. Blue  cold\n    3. None of the above\n`;

const keysOf = (delivery: Delivery | null): Extract<Delivery, { via: 'keys' }> => {
  if (delivery?.via !== 'keys') throw new Error('not by keys');
  return delivery;
};

const fits = (guard: string, screen: string): boolean => new RegExp(guard, 'mu').test(screen);

describe('a permission or a violation', () => {
  test.each([
    ['permission:1', { kind: 'allow' }, { decision: { behavior: 'allow' } }],
    [
      'permission:1',
      { kind: 'deny', reason: 'not today' },
      { decision: { behavior: 'deny', message: 'A person denied this: not today' } },
    ],
    [
      'violation:1',
      { kind: 'deny', reason: null },
      { permissionDecision: 'deny', permissionDecisionReason: 'A person denied this. Go on without it.' },
    ],
  ] as const)('is answered by its hook: %s, %o', (key, given, output) => {
    const delivery = codex.answer({ key, body: question }, given);
    expect(delivery?.via).toBe('call');
    const said = JSON.parse(delivery?.via === 'call' ? delivery.text : '');
    expect(said.hookSpecificOutput).toMatchObject(output);
  });

  test("allowed once is left to Codex's own rules", () => {
    expect(codex.answer({ key: 'violation:1', body: question }, { kind: 'allow' })).toEqual({
      via: 'call',
      text: '{}',
    });
  });

  test('takes no words', () => {
    expect(
      codex.answer({ key: 'permission:1', body: question }, { kind: 'text', text: 'yes', option: null }),
    ).toBeNull();
  });
});

describe('a question in a dialog', () => {
  const asked = { key: 'question:1', body: question };

  test('is answered by going to the option, only while this very question stands there', () => {
    const keys = keysOf(codex.answer(asked, { kind: 'text', text: 'Blue', option: 1 }));
    expect(keys.data).toBe('\x1b[B');
    expect(fits(keys.guard, dialog(question.text))).toBe(true);
    expect(fits(keys.guard, dialog('Which colour (of the\n  [many]) shall the door have, and why?'))).toBe(
      true,
    );
    expect(fits(keys.guard, dialog('Which size?'))).toBe(false);
    expect(fits(keys.guard, `› ${question.text}\n`)).toBe(false);
  });

  test('is submitted once that option is the one it would take', () => {
    const { submit } = keysOf(codex.answer(asked, { kind: 'text', text: 'Blue', option: 1 }));
    expect(submit?.data).toBe('\r');
    expect(fits(submit?.guard ?? '', dialog(question.text))).toBe(false);
    expect(fits(submit?.guard ?? '', '    1. Red   warm\n  › 2. Blue  cold\n')).toBe(true);
  });

  test('takes own words as a note below the options, submitted once they stand there', () => {
    const keys = keysOf(codex.answer(asked, { kind: 'text', text: 'Green,\nwith dots', option: null }));
    expect(keys.data).toBe('\x1b[B\x1b[B\tGreen, with dots');
    expect(keys.submit?.data).toBe('\r');
    const noted = `${dialog(question.text)}\n  › Green, with dots\n`;
    expect(fits(keys.submit?.guard ?? '', noted)).toBe(true);
    expect(fits(keys.submit?.guard ?? '', dialog(question.text))).toBe(false);
  });

  test('asked in passing is answered by words for its next turn', () => {
    const keys = keysOf(
      codex.answer({ key: 'aside:1', body: question }, { kind: 'text', text: '1', option: 0 }),
    );
    expect(keys.data).toContain('The answer: Red');
  });
});

describe('words for its next turn', () => {
  const idle = '• done\n\n› Ask Codex to do anything\n\n  ? for shortcuts';

  test('go into the empty prompt as one paste, and are submitted once they stand there', () => {
    const keys = keysOf(codex.tell('Two lines.\nThe second.'));
    expect(keys.data).toBe('\x1b[200~Two lines.\nThe second.\x1b[201~');
    expect(fits(keys.guard, idle)).toBe(true);
    expect(fits(keys.guard, '  Would you like to run the following command?\n› 1. Yes, proceed (y)')).toBe(
      false,
    );
    expect(fits(keys.submit?.guard ?? '', '› Two lines.\n  The second.\n')).toBe(true);
    expect(fits(keys.submit?.guard ?? '', '› [Pasted Content 2600 chars]\n')).toBe(true);
    expect(fits(keys.submit?.guard ?? '', idle)).toBe(false);
  });

  test('never carry keys of the terminal, and always have guards that can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const keys = keysOf(codex.tell(text));
        const inside = keys.data.slice('\x1b[200~'.length, -'\x1b[201~'.length);
        expect(inside).not.toMatch(/[\x1b\r\x03]/);
        expect(() => [
          new RegExp(keys.guard, 'mu'),
          new RegExp(keys.submit?.guard ?? '', 'mu'),
        ]).not.toThrow();
        const answer = codex.answer(
          { key: 'question:1', body: { ...question, text } },
          { kind: 'text', text, option: null },
        );
        expect(() => new RegExp(keysOf(answer).guard, 'mu')).not.toThrow();
      }),
    );
  });
});
