import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionNames } from '../../../src/agents/demo/actions.ts';
import { demo } from '../../../src/agents/demo/demo.ts';
import { letterOf, questionText, readAnswer } from '../../../src/agents/demo/question.ts';
import { readScript } from '../../../src/agents/demo/script.ts';
import type { DemoAction } from '../../../src/domain/task.ts';
import { answerText } from '../../../src/inbox/answer.ts';
import { readQuestion } from '../../../src/inbox/question.ts';
import { plainTask } from '../../../src/taskfile/task.ts';

describe('a script with a mistake is told so in one sentence', () => {
  const wrong: readonly [string, readonly DemoAction[], string][] = [
    ['no action', [], 'the demo agent needs a script: list what it does under `demo:`'],
    [
      'an unknown action',
      [{ do: 'wirte' }],
      'demo action 1: there is no action `wirte`: did you mean `write`?',
    ],
    [
      'an unknown key',
      [
        { do: 'say', text: 'x' },
        { do: 'say', txt: 'x' },
      ],
      'demo action 2 (`say`) has no key `txt`: did you mean `text`?',
    ],
    ['a missing key', [{ do: 'write', file: 'a' }], 'demo action 1 (`write`) needs `text`, a text'],
    [
      'a wrong value',
      [{ do: 'think', text: 'x', seconds: 'soon' }],
      'demo action 1 (`think`): `seconds` must be seconds, such as 2 or `30s`',
    ],
    [
      'a file outside',
      [{ do: 'write', file: '../x', text: 'y' }],
      'demo action 1 (`write`): `file` must be a path inside the project',
    ],
  ];
  test.each(wrong)('%s', (_what, script, sentence) => {
    expect(demo.lacks({ ...plainTask, demo: script })).toBe(sentence);
  });

  test('whatever it is, it is either read or told', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
    const action = fc
      .tuple(fc.oneof(fc.constantFrom(...actionNames), fc.string()), fc.dictionary(fc.string(), value))
      .map(([name, rest]): DemoAction => ({ ...rest, do: name }));
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 5 }), (script) => {
        const read = readScript(script);
        if (read.ok) expect(read.actions).toHaveLength(script.length);
        else expect(read.sentence).toMatch(/^demo action \d/);
      }),
    );
  });
});

test('durations read with and without a unit, and what is left out has its default', () => {
  expect(readScript([{ do: 'ask', question: 'Why?', wait: '1m30s' }])).toMatchObject({
    actions: [{ wait: 90, options: [], recommended: null, when: null, attempt: null }],
  });
});

test('a question survives the way to the inbox and back: the option chosen is the option meant', () => {
  const option = fc.stringMatching(/^[A-Z][a-z]{2,12}( [a-z]{2,9}){0,3}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(option, { minLength: 1, maxLength: 6, selector: (text) => text.toLowerCase() }),
      fc.nat(),
      (options, pick) => {
        const chosen = pick % options.length;
        const text = questionText({
          task: 't',
          text: 'Which?',
          options,
          recommended: 0,
          context: null,
          impact: null,
        });
        const body = readQuestion(text);
        expect(body).toMatchObject({ text: 'Which?', options, recommended: 0 });
        if (body === null) return;
        const answer = answerText('t', body, { kind: 'text', text: options[chosen] ?? '', option: chosen });
        expect(readAnswer(answer, options).option).toBe(chosen);
        expect(readAnswer(letterOf(chosen), options).option).toBe(chosen);
        expect(readAnswer(String(chosen + 1), options).option).toBe(chosen);
      },
    ),
  );
});

test('people answer in many ways', () => {
  const options = ['Pattern from weddings', 'Pattern from PAGINATION.md'];
  const answers: readonly [string, number | null][] = [
    ['# Answer to task-001\n\nUse Pattern B (from PAGINATION.md). This is the newer one.\n', 1],
    ['b)', 1],
    ['Option A.', 0],
    ['2', 1],
    ['the pattern from weddings, please', 0],
    ['A third way.', null],
    ['I would rather not.', null],
  ];
  for (const [text, option] of answers)
    expect([text, readAnswer(text, options).option]).toEqual([text, option]);
});
