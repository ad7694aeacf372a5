import { describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../../src/agents/agent.ts';
import { troubleOf } from '../../../src/agents/codex/trouble.ts';
import { begun, Listener, log, namesIn, rollout } from './recorded.ts';

const heard = (name: string): Listener => {
  const records = rollout(name);
  const { conversation, turn } = namesIn(records);
  return new Listener().hear(...begun(conversation, turn), ...records);
};

describe('a turn that fails', () => {
  test('for a wrong key is trouble with the sign-in, and over', () => {
    expect(heard('e401').of('session.trouble')).toEqual([
      {
        type: 'session.trouble',
        source: 'file',
        trouble: 'auth',
        text: expect.stringContaining('401 Unauthorized: Incorrect API key provided'),
        ended: true,
      },
    ]);
  });

  test('for too many requests is a rate limit', () => {
    expect(heard('e429').of('session.trouble')).toMatchObject([{ trouble: 'rate_limit', ended: true }]);
  });

  test('is never a turn that ended by itself', () => {
    for (const name of ['e401', 'e429', 'limit']) expect(heard(name).of('session.turn_ended')).toEqual([]);
  });

  test.each([
    ['http_connection_failed', 503, 'overloaded'],
    ['response_stream_connection_failed', 529, 'overloaded'],
    ['response_stream_disconnected', null, 'network'],
    ['server_overloaded', null, 'overloaded'],
    ['unauthorized', null, 'auth'],
    ['http_connection_failed', null, 'network'],
    ['sandbox_error', null, 'permission'],
    ['something_new', null, 'other'],
  ])('by %s (%s) is %s', (kind, status, trouble) => {
    expect(troubleOf({ kind, status, text: 'It failed.' })).toBe(trouble);
  });

  test('for a model that is not there names the model', () => {
    const text = "The 'gpt-9' model is not supported when using Codex with a ChatGPT account.";
    expect(troubleOf({ kind: 'bad_request', status: 400, text })).toBe('model');
  });
});

describe('a usage limit', () => {
  test('is told with its windows and the reset of the one that is used up', () => {
    const session = heard('limit');
    const [five, seven] = session.of('session.quota');
    expect(five).toMatchObject({ window: '5h', used: 1 });
    expect(seven).toMatchObject({ window: '7d', used: 0.425 });
    expect(session.of('session.limited')).toEqual([
      {
        type: 'session.limited',
        source: 'file',
        until: five?.resets_at,
        text: expect.stringContaining('You’ve hit your usage limit'),
      },
    ]);
    expect(session.of('session.trouble')).toEqual([]);
  });

  test('is said again only once it has changed', () => {
    const records = rollout('limit').filter(
      (record) => record.kind === 'line' && record.text.includes('token_count'),
    );
    expect(new Listener().hear(...records, ...records).of('session.quota')).toHaveLength(2);
  });
});

describe('a request that is tried again', () => {
  const main = /conversation\.id=(\S+)/.exec(
    (log('503')[0] as Extract<SourceRecord, { kind: 'line' }>).text,
  )?.[1];

  test("is told once, and only of the session's own conversation", () => {
    const session = new Listener().hear(...begun(main ?? '', 't1'), ...log('503'));
    expect(session.of('session.trouble')).toEqual([
      {
        type: 'session.trouble',
        source: 'file',
        trouble: 'overloaded',
        text: "the model's server answered 503; Codex tries again",
        ended: false,
      },
    ]);
  });

  test('is told again after one that went well', () => {
    const well: SourceRecord = {
      kind: 'line',
      id: 'log',
      path: '/log',
      text: `INFO x: event.name="codex.api_request" http.response.status_code=200 conversation.id=${main}`,
    };
    const session = new Listener().hear(...begun(main ?? '', 't1'), ...log('503'), well, ...log('503'));
    expect(session.of('session.trouble')).toHaveLength(2);
  });
});

describe('what the sandbox refuses', () => {
  // Codex records an item of a command that ran for a while, and none of one stopped at once.
  test.each(['outside', 'refused', 'refused-call'])(
    'is trouble with that path, told once, and the turn goes on (%s)',
    (name) => {
      expect(heard(name).of('session.trouble')).toEqual([
        {
          type: 'session.trouble',
          source: 'file',
          trouble: 'path',
          text: "'/home/ada/outside.txt': Read-only file system",
          ended: false,
        },
      ]);
    },
  );

  test('is not told of a command that still runs: what it comes to is recorded when it ends', () => {
    const records = rollout('refused-call').map((record) =>
      record.kind === 'line'
        ? {
            ...record,
            text: record.text.replace('Process exited with code 1', 'Process running with session ID 7'),
          }
        : record,
    );
    expect(JSON.stringify(records)).toContain('session ID 7');
    const { conversation, turn } = namesIn(records);
    const session = new Listener().hear(...begun(conversation, turn), ...records);
    expect(session.of('session.trouble')).toEqual([]);
  });

  test('is none where a command that went well only printed such words', () => {
    const words = "touch: cannot touch '/home/ada/outside.txt': Read-only file system\n";
    const records = rollout('outside').map((record) =>
      record.kind === 'line' && record.text.includes('CommandExecution')
        ? { ...record, text: record.text.replace('"status": "failed"', '"status": "completed"') }
        : record,
    );
    expect(JSON.stringify(records)).toContain('completed');
    const { conversation, turn } = namesIn(records);
    const path = records.flatMap((each) => (each.kind === 'line' ? [each.path] : []))[0] ?? '';
    const item = (payload: object): SourceRecord => ({
      kind: 'line',
      id: 'rollouts',
      path,
      text: JSON.stringify({ type: 'response_item', payload }),
    });
    const session = new Listener().hear(
      ...begun(conversation, turn),
      item({ type: 'function_call', name: 'exec_command', call_id: 'c1' }),
      ...records,
      item({ type: 'function_call_output', call_id: 'c1', output: words }),
      item({ type: 'function_call', name: 'read_mail', call_id: 'c2' }),
      item({ type: 'function_call_output', call_id: 'c2', output: words }),
    );
    expect(session.of('session.trouble')).toEqual([]);
  });
});

test('a sign-in screen is trouble a person mends', () => {
  const session = new Listener().hear({ kind: 'screen', rule: 1, text: '> 1. Sign in with ChatGPT' });
  expect(session.of('session.trouble')).toMatchObject([{ trouble: 'auth', source: 'screen', ended: true }]);
});
