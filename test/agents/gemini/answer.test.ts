import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/agents/agent.ts';
import { answer } from '../../../src/agents/gemini/answer.ts';
import { tell } from '../../../src/agents/gemini/tell.ts';
import type { AskBody } from '../../../src/domain/ask.ts';

const body = (more: Partial<AskBody>): AskBody => ({
  kind: 'question',
  text: '',
  options: [],
  recommended: null,
  context: null,
  impact: null,
  subject: null,
  layer: null,
  ...more,
});

const matches = (guard: string, screen: string): boolean => new RegExp(guard, 'mu').test(screen);

const asKeys = (delivery: Delivery | null): Extract<Delivery, { via: 'keys' }> => {
  if (delivery?.via !== 'keys') throw new Error('not by keys');
  return delivery;
};

const questionScreen = `│ Answer Questions                  │
│                                   │
│ Which colour shall the front      │
│ door have?                        │
│                                   │
│ ● 1.  Red                         │
│   2.  Blue                        │
│   3.  Enter a custom value        │
│                                   │
│ Enter to select · Esc to cancel   │`;

const question = body({ text: 'Which colour shall the front door have?', options: ['Red', 'Blue'] });
const asked = { key: 'question:one:1', body: question };

describe('an answer to a question', () => {
  test('takes an option by its digit, only in its own dialog', () => {
    const keys = asKeys(answer(asked, { kind: 'text', text: 'Blue', option: 1 }));
    expect(keys.data).toBe('2');
    expect(matches(keys.guard, questionScreen)).toBe(true);
    expect(matches(keys.guard, questionScreen.replace('front', 'back'))).toBe(false);
    expect(matches(keys.guard, ' > Which colour shall the front door have?')).toBe(false);
  });

  test('in own words is pasted, and sent once it stands in its place', () => {
    const keys = asKeys(answer(asked, { kind: 'text', text: 'a very\ndark green', option: null }));
    expect(keys.data).toBe('\x1b[200~a very dark green\x1b[201~');
    expect(keys.submit?.data).toBe('\r');
    expect(matches(keys.submit?.guard ?? '', '│ ● 3.  a very dark green     │')).toBe(true);
    expect(matches(keys.submit?.guard ?? '', questionScreen)).toBe(false);
  });
});

describe('an answer to a command', () => {
  const command = { key: 'run:1', body: body({ kind: 'permission', subject: 'npm test' }) };

  test('is the reply to its hook', () => {
    expect(answer(command, { kind: 'allow' })).toEqual({
      via: 'call',
      text: '{"pass":"@pass@","by_person":"run:1"}',
    });
    const denied = answer(command, { kind: 'deny', reason: 'use make' });
    expect(denied).toMatchObject({ via: 'call', text: expect.stringContaining('use make') });
  });
});

const editScreen = `│ ? Edit  package.json: "a" => "b"                      │
│ Apply this change?                                     │
│ ● 1. Allow once                                        │
│   2. Allow for this session                            │`;

describe('an answer to a dialog of its own', () => {
  const dialog = {
    key: 'dialog:edit:1',
    body: body({ kind: 'permission', text: 'Edit a file', subject: '/p/tree/package.json' }),
  };

  test('allows it once, only where it stands', () => {
    const keys = asKeys(answer(dialog, { kind: 'allow' }));
    expect(keys.data).toBe('1');
    expect(matches(keys.guard, editScreen)).toBe(true);
    expect(matches(keys.guard, editScreen.replace('package.json', 'other.json'))).toBe(false);
    expect(matches(keys.guard, editScreen.replace('1. Allow once', ''))).toBe(false);
  });

  test('refuses it, and then says why', () => {
    const keys = asKeys(answer(dialog, { kind: 'deny', reason: 'not this file' }));
    expect(keys.data).toBe('\x1b');
    expect(keys.submit?.data).toContain('not this file');
    expect(keys.submit?.submit?.data).toBe('\r');
  });
});

describe('words for its next turn', () => {
  test('go into the empty prompt, and are sent from there', () => {
    const keys = asKeys(tell('Go on.\nNow.'));
    expect(matches(keys.guard, ' >   Type your message or @path/to/file')).toBe(true);
    expect(matches(keys.guard, questionScreen)).toBe(false);
    expect(matches(keys.submit?.guard ?? '', ' > Go on.\n   Now.\n')).toBe(true);
  });

  test('are not sent while only what was said before shows them', () => {
    const keys = asKeys(tell('Go on.'));
    expect(matches(keys.submit?.guard ?? '', ' > Go on.\n ✦ Done.\n >   Type your message')).toBe(false);
  });

  test('are never a command of its own', () => {
    expect(asKeys(tell('/quit')).data).toContain('From orch: /quit');
    expect(asKeys(tell('a\x1b[201~\rb')).data).toBe('\x1b[200~a[201~b\x1b[201~');
  });
});
