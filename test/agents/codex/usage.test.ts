import { expect, test } from 'vitest';
import { addTokens, noTokens, type Tokens } from '../../../src/domain/money.ts';
import { hooks, Listener, log, rollout } from './recorded.ts';

/** As the engine counts: of each message the last that was said. */
const counted = (session: Listener): Tokens => {
  const messages = new Map<string, Tokens>();
  for (const { message = '', tokens } of session.of('session.usage')) messages.set(message, tokens);
  return [...messages.values()].reduce(addTokens, noTokens);
};

test('each answer of the model is counted under its own name, in kinds that do not overlap', () => {
  const session = new Listener().hear(...rollout('plain'));
  expect(session.of('session.usage')).toEqual([
    {
      type: 'session.usage',
      model: 'gpt-5.2-codex',
      message: 'resp_mwqf1nwr0004',
      tokens: { input: 1000, output: 40, cache_read: 400, cache_write: 0, thoughts: 10 },
      stated_usd: null,
    },
    {
      type: 'session.usage',
      model: 'gpt-5.2-codex',
      message: 'resp_mwqf1o1p0008',
      tokens: { input: 200, output: 25, cache_read: 1200, cache_write: 0, thoughts: 5 },
      stated_usd: null,
    },
  ]);
});

test('a record read again adds nothing', () => {
  const once = counted(new Listener().hear(...rollout('plain')));
  expect(counted(new Listener().hear(...rollout('plain'), ...rollout('plain')))).toEqual(once);
});

test("a subagent is counted too, and what it takes over of its parent's talk is not counted twice", () => {
  const session = new Listener().hear(...rollout('sub'));
  const ids = new Set(session.of('session.usage').map(({ message }) => message));
  const files = new Set(rollout('sub').flatMap((record) => (record.kind === 'line' ? [record.path] : [])));
  expect(files.size).toBe(2);
  expect(counted(session)).toEqual({ ...noTokens, input: 100 * ids.size, output: 20 * ids.size });
  expect(ids.size).toBeGreaterThanOrEqual(4);
  expect(new Set(session.of('session.usage').map(({ model }) => model))).toEqual(new Set(['gpt-6-sol']));
});

test('a title Codex makes in a hidden thread is counted from its log, and nothing of the log twice', () => {
  const session = new Listener().hear(...hooks('plain'), ...log('title'));
  const titles = session.of('session.usage');
  expect(titles.length).toBeGreaterThan(0);
  expect(new Set(titles.map(({ message }) => message)).size).toBe(titles.length);
  const hidden = [...new Set(titles.map(({ message }) => message?.split('@')[0]))];
  expect(hidden).toHaveLength(1);
  const own = log('title').find(
    (record) => record.kind === 'line' && record.text.includes('mcp_server_count=2'),
  );
  expect(own?.kind === 'line' && own.text.includes(hidden[0] ?? '')).toBe(false);
});
