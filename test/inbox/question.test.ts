import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerText } from '../../src/inbox/answer.ts';
import { readQuestion } from '../../src/inbox/question.ts';

const full = `# Question from Agent task-001

## Context
I'm implementing pagination and found two different patterns...

## Question
Which pattern should I follow?

## Options
A) Pattern from weddings module
B) Pattern from PAGINATION.md ★

## Impact
Affects consistency across modules
`;

describe('a question file', () => {
  it('is read by its headings', () => {
    expect(readQuestion(full)).toEqual({
      kind: 'question',
      text: 'Which pattern should I follow?',
      options: ['Pattern from weddings module', 'Pattern from PAGINATION.md'],
      recommended: 1,
      context: "I'm implementing pagination and found two different patterns...",
      impact: 'Affects consistency across modules',
      subject: null,
      layer: 'file',
    });
  });

  it.each([
    ['1. red\n2. blue (recommended)', ['red', 'blue'], 1],
    ['- red ★\n- blue', ['red', 'blue'], 0],
    ['a) red\n   deep red\nb) blue', ['red deep red', 'blue'], null],
    ['1) red\n\n2) blue', ['red', 'blue'], null],
    ['A: **red** [recommended]', ['red'], 0],
  ])('knows options written as %j', (text, options, recommended) => {
    expect(readQuestion(`## Question\nWhich?\n## Options\n${text}\n`)).toMatchObject({
      options,
      recommended,
    });
  });

  it('needs no headings: any text is a question', () => {
    expect(readQuestion('Red or blue?\n')).toMatchObject({ text: 'Red or blue?', options: [] });
    expect(readQuestion('# Title only\n\nRed or blue?')).toMatchObject({ text: 'Red or blue?' });
    expect(readQuestion('# Title only')).toMatchObject({ text: '# Title only' });
    expect(readQuestion(' \n\t')).toBeNull();
  });

  it('is read whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const ask = readQuestion(text);
        expect(ask === null || ask.text.trim() !== '').toBe(true);
        expect(ask === null || ask.recommended === null || ask.recommended < ask.options.length).toBe(true);
      }),
    );
  });
});

describe('an answer file', () => {
  const ask = readQuestion(full);
  if (ask === null) throw new Error('no question');

  it('says the option by letter and text, and what was added', () => {
    const chosen = { kind: 'text', text: ask.options[1] ?? '', option: 1 } as const;
    expect(answerText('task-001', ask, chosen)).toBe(
      '# Answer to task-001\n\nB) Pattern from PAGINATION.md\n',
    );
    expect(answerText('task-001', ask, { ...chosen, text: 'It is newer.' })).toBe(
      '# Answer to task-001\n\nB) Pattern from PAGINATION.md\n\nIt is newer.\n',
    );
  });

  it('says free text, yes and no', () => {
    expect(answerText('t', ask, { kind: 'text', text: 'Neither.', option: null })).toBe(
      '# Answer to t\n\nNeither.\n',
    );
    expect(answerText('t', ask, { kind: 'allow' })).toBe('# Answer to t\n\nYes, go ahead.\n');
    expect(answerText('t', ask, { kind: 'deny', reason: 'too risky' })).toBe(
      '# Answer to t\n\nNo: too risky\n',
    );
  });
});
