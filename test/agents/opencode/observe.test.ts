import { describe, expect, it } from 'vitest';
import { MODELS, NOT_RESUMED } from '../../../src/agents/opencode/given.ts';
import { BEFORE, EVENTS } from '../../../src/agents/opencode/observe.ts';
import { Hearing, only, played, ROOT } from './played.ts';

describe('a turn', () => {
  it('is named, worked on, and ended by itself with its last words', () => {
    const facts = played('permission_denied');
    expect(only(facts, 'session.conversation')).toEqual([{ type: 'session.conversation', id: ROOT }]);
    expect(only(facts, 'session.state').map(({ state }) => state)).toEqual([
      'working',
      'blocked',
      'working',
      'done',
    ]);
    expect(only(facts, 'session.state').every(({ source }) => source === 'hook')).toBe(true);
    expect(facts.at(-1)).toEqual({ type: 'session.turn_ended', source: 'hook', text: 'Done bash.' });
  });

  it('that a person interrupts has no end of its own', () => {
    const facts = played('permission_denied', 'interrupted');
    expect(only(facts, 'session.state').map(({ state }) => state)).toEqual(['working', 'idle']);
    expect(only(facts, 'session.turn_ended', 'session.trouble')).toEqual([]);
  });

  it('after an interrupted one ends like any other', () => {
    const hearing = new Hearing();
    hearing.play('permission_denied');
    hearing.play('interrupted');
    expect(only(hearing.play('outside'), 'session.turn_ended')).toMatchObject([{ text: 'read it' }]);
  });

  it('of a helper is no turn of the agent’s', () => {
    const facts = played('permission_denied', 'helper');
    expect(only(facts, 'session.turn_ended')).toMatchObject([{ text: 'Sub done.' }]);
    expect(only(facts, 'session.state').map(({ state }) => state)).toEqual(['working', 'done']);
  });

  it('of an earlier process does not end in the one that goes on with it', () => {
    const before = new Hearing();
    before.event('session.created', { info: { id: 'ses_1', directory: '/project' } });
    before.event('session.status', { sessionID: 'ses_1', status: { type: 'busy' } });
    const next = new Hearing(before.memory, 't1.s2');
    expect(next.event('session.status', { sessionID: 'ses_1', status: { type: 'idle' } })).toEqual([]);
    expect(next.event('session.status', { sessionID: 'ses_1', status: { type: 'busy' } })).toEqual([
      { type: 'session.state', source: 'hook', state: 'working', message: null },
    ]);
  });
});

describe('money', () => {
  it('is counted once a message, by kind, with the agent’s own price; helpers’ too', () => {
    const facts = played('permission_denied', 'helper');
    const usage = only(facts, 'session.usage');
    expect(usage).toHaveLength(4);
    expect(new Set(usage.map(({ message }) => message)).size).toBe(4);
    expect(usage[0]).toEqual({
      type: 'session.usage',
      model: 'claude-sonnet-4-5',
      message: expect.stringMatching(/^msg_/),
      tokens: { input: 100, output: 20, cache_read: 0, cache_write: 0, thoughts: 0 },
      stated_usd: 0.0006,
    });
  });

  const message = (tokens: object, cost: number) => ({
    info: { id: 'msg_1', role: 'assistant', modelID: 'm', sessionID: 'ses_1', tokens, cost },
  });

  it('keeps thoughts and cache apart', () => {
    const tokens = { input: 1, output: 2, reasoning: 3, cache: { read: 4, write: 5 } };
    expect(new Hearing().event('message.updated', message(tokens, 0.5))).toMatchObject([
      { tokens: { input: 1, output: 2, thoughts: 3, cache_read: 4, cache_write: 5 }, stated_usd: 0.5 },
    ]);
  });

  it('that OpenCode has no price for is unknown, not nothing', () => {
    const tokens = { input: 1, output: 2, reasoning: 0, cache: { read: 0, write: 0 } };
    expect(new Hearing().event('message.updated', message(tokens, 0))).toMatchObject([{ stated_usd: null }]);
  });

  it('spent just before the end of a process is found by the next, and only that', () => {
    const tokens = { input: 1, output: 2, reasoning: 0, cache: { read: 0, write: 0 } };
    const before = new Hearing();
    before.event('message.updated', message(tokens, 0.5));
    const next = new Hearing(before.memory, 't1.s2');
    const again = (id: string, usd: number) =>
      next.event('message.updated', { info: { ...message(tokens, usd).info, id } }, { id: BEFORE });
    expect(again('msg_1', 0.5)).toEqual([]);
    expect(again('msg_2', 0.25)).toMatchObject([{ message: 'msg_2', stated_usd: 0.25 }]);
    const status = { sessionID: 'ses_1', status: { type: 'busy' } };
    expect(next.event('session.status', status, { id: BEFORE })).toEqual([]);
  });
});

describe('trouble', () => {
  it('that OpenCode tries again by itself ends no turn', () => {
    const facts = played('permission_denied', 'retry');
    const trouble = { trouble: 'rate_limit', text: 'slow down', ended: false };
    expect(only(facts, 'session.trouble')).toMatchObject([trouble, trouble]);
    expect(only(facts, 'session.turn_ended')).toHaveLength(1);
  });

  it('with the sign-in ends the turn, said once', () => {
    const facts = played('permission_denied', 'auth');
    expect(only(facts, 'session.trouble')).toEqual([
      {
        type: 'session.trouble',
        source: 'hook',
        trouble: 'auth',
        text: 'invalid x-api-key',
        ended: true,
      },
    ]);
    expect(only(facts, 'session.turn_ended')).toEqual([]);
    expect(only(facts, 'session.state').at(-1)).toMatchObject({
      state: 'error',
      message: 'invalid x-api-key',
    });
  });

  const working = (): Hearing => {
    const hearing = new Hearing();
    hearing.event('session.created', {
      info: { id: 'ses_1', directory: '/project' },
    });
    hearing.event('session.status', { sessionID: 'ses_1', status: { type: 'busy' } });
    return hearing;
  };

  const now = { at: 1_000_000 };
  const refused = (data: object) => ({ sessionID: 'ses_1', error: { name: 'APIError', data } });
  const idle = { sessionID: 'ses_1', status: { type: 'idle' } };

  it('of a conversation grown too long is none once OpenCode has made it shorter', () => {
    const hearing = working();
    hearing.event('session.error', {
      sessionID: 'ses_1',
      error: { name: 'ContextOverflowError', data: { message: 'too long' } },
    });
    hearing.event('session.status', { sessionID: 'ses_1', status: { type: 'busy' } });
    expect(hearing.event('session.status', idle).map(({ type }) => type)).toEqual([
      'session.state',
      'session.turn_ended',
    ]);
  });

  it('with a plan used up is its limit, with the time it ends', () => {
    const hearing = working();
    const status = {
      type: 'retry',
      attempt: 1,
      message: 'Usage limit reached',
      action: { reason: 'account_rate_limit' },
      next: 9_000_000,
    };
    expect(hearing.event('session.status', { sessionID: 'ses_1', status }, now)).toEqual([
      { type: 'session.limited', source: 'hook', until: 9_000_000, text: 'Usage limit reached' },
      { type: 'session.state', source: 'hook', state: 'limited', message: 'Usage limit reached' },
    ]);
    // Halted for it, OpenCode rests: no end of a turn.
    expect(hearing.event('session.status', idle)).toMatchObject([{ type: 'session.state', state: 'idle' }]);
  });

  it('that would be tried again only in hours is a limit as well', () => {
    const status = { type: 'retry', attempt: 1, message: 'rate limited', next: 1_000_000 + 3_600_000 };
    expect(working().event('session.status', { sessionID: 'ses_1', status }, now)).toMatchObject([
      { type: 'session.limited', until: 4_600_000 },
      { type: 'session.state', state: 'limited' },
    ]);
  });

  it('that a provider refuses with its reset is a limit', () => {
    const hearing = working();
    const responseBody = JSON.stringify({ error: { type: 'usage_limit_reached', resets_at: 7_200 } });
    hearing.event('session.error', refused({ message: 'used up', statusCode: 429, responseBody }), now);
    expect(hearing.event('session.status', idle)).toMatchObject([
      { type: 'session.limited', until: 7_200_000, text: 'used up' },
      { type: 'session.state', state: 'limited' },
    ]);
  });

  it.each([
    [{ message: 'x', statusCode: 529 }, 'overloaded'],
    [{ message: 'x', statusCode: 503 }, 'overloaded'],
    [{ message: 'x', statusCode: 403 }, 'auth'],
    [{ message: 'x', statusCode: 404 }, 'model'],
    [{ message: 'x', statusCode: 429 }, 'rate_limit'],
    [{ message: 'Unable to connect. Is the computer able to access the url?' }, 'network'],
    [{ message: 'Connection reset by server' }, 'network'],
    [{ message: 'Model not found: a/b' }, 'model'],
    [{ message: 'something else' }, 'other'],
  ])('%j is %s', (data, trouble) => {
    const hearing = working();
    hearing.event('session.error', refused(data));
    expect(only(hearing.event('session.status', idle), 'session.trouble')).toMatchObject([{ trouble }]);
  });

  it('without a model is said at once, and none where there is one', () => {
    expect(new Hearing().event(MODELS, { count: 1 })).toEqual([]);
    expect(new Hearing().event(MODELS, { count: 0 })).toMatchObject([
      { type: 'session.trouble', trouble: 'model', ended: true },
      { type: 'session.state', state: 'error' },
    ]);
  });

  it('with going on is said', () => {
    expect(new Hearing().event(NOT_RESUMED, { text: 'no' })).toMatchObject([
      { type: 'session.trouble', trouble: 'other', ended: true },
      { type: 'session.state', state: 'error' },
    ]);
  });

  it('of no session, such as a plugin that does not load, stops nothing', () => {
    const error = { name: 'UnknownError', data: { message: 'Failed to load plugin x' } };
    expect(working().event('session.error', { error })).toMatchObject([
      { type: 'session.trouble', ended: false },
    ]);
  });
});

describe('whatever else comes', () => {
  it.each(['', '{', 'null', '[]', '{"type":"session.status"}', '{"type":"x","properties":null}'])(
    '%j says nothing',
    (text) => {
      const hearing = new Hearing();
      expect(hearing.hear({ kind: 'line', id: EVENTS, path: '/event', text })).toEqual([]);
    },
  );
});
