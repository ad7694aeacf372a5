import { describe, expect, test } from 'vitest';
import { begun, hooks, Listener, namesIn, osc, rollout } from './recorded.ts';

describe('a turn', () => {
  test('is told by its hooks: the conversation, work, and its end with the last words', () => {
    const session = new Listener().hear(...hooks('plain'));
    expect(session.facts).toEqual([
      { type: 'session.conversation', id: expect.stringMatching(/^01a1fe31-/) },
      { type: 'session.state', state: 'working', source: 'hook', message: null },
      { type: 'session.turn_ended', source: 'hook', text: 'All done: out.txt is written.' },
      { type: 'session.state', state: 'done', source: 'hook', message: null },
    ]);
  });

  test('ends once, though its record tells of the end as well', () => {
    const session = new Listener().hear(...hooks('plain'), ...rollout('plain'));
    expect(session.of('session.turn_ended')).toHaveLength(1);
  });

  test('ends by its record where the hook was not heard', () => {
    const records = rollout('plain');
    const { conversation, turn } = namesIn(records);
    const session = new Listener().hear(...begun(conversation, turn), ...records);
    expect(session.of('session.turn_ended')).toEqual([
      { type: 'session.turn_ended', source: 'file', text: 'All done: out.txt is written.' },
    ]);
    expect(session.of('session.message').map(({ text }) => text)).toEqual([
      'I will write it.',
      'All done: out.txt is written.',
    ]);
  });

  test('that is interrupted does not end by itself', () => {
    const session = new Listener().hear(...hooks('interrupt'), ...rollout('slow'));
    expect(session.of('session.turn_ended')).toEqual([]);
    expect(session.of('session.state').at(-1)).toMatchObject({ state: 'idle', source: 'hook' });
  });

  test("of another conversation in the same home is not this session's", () => {
    const session = new Listener().hear(...begun('01a1ffff-0000-7000-8000-000000000000', 'another'));
    session.hear(...rollout('plain'), ...rollout('e401'));
    expect(session.of('session.turn_ended')).toEqual([]);
    expect(session.of('session.trouble')).toEqual([]);
    expect(session.of('session.message')).toEqual([]);
  });

  test('is not ended by its subagents, whose turns are their own', () => {
    const sub = { kind: 'call', from: 'hook' } as const;
    const session = new Listener().hear(...hooks('plain').slice(0, 2));
    const before = session.facts.length;
    session.hear(
      ...hooks('subagent'),
      { ...sub, data: { hook_event_name: 'Stop', agent_id: 'a1', last_assistant_message: 'sub' } },
      { ...sub, data: { hook_event_name: 'UserPromptSubmit', agent_id: 'a1', turn_id: 't9' } },
    );
    expect(session.facts).toHaveLength(before);
  });
});

test('the states Codex prints are states, but for its rest before its first work; what else it prints says nothing', () => {
  const session = new Listener().hear(
    osc('state=idle:app=codex'),
    osc('state=working:app=codex'),
    osc('state=blocked:app=codex:kind=permission'),
    osc('state=error:app=codex'),
    osc('state=clear'),
    osc('state=idle:app=codex'),
    { kind: 'osc', code: 0, data: 'state=idle' },
    { kind: 'title', text: 'a title' },
  );
  expect(session.of('session.state').map(({ state, source }) => `${state} ${source}`)).toEqual([
    'working osc',
    'blocked osc',
    'error osc',
    'idle osc',
  ]);
});
