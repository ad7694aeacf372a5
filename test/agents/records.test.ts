import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oscStatus } from '../../src/agents/osc-status.ts';
import { agentNamed, agentNames } from '../../src/agents/registry.ts';
import { type CountedById, countUsage, type UsageRow } from '../../src/agents/usage-by-message.ts';
import { addTokens, noTokens, type Tokens } from '../../src/domain/money.ts';

test('every agent is found by its name, and nobody else is', () => {
  expect(agentNames).toEqual(expect.arrayContaining(['demo', 'steps']));
  for (const name of agentNames) expect(agentNamed(name)?.name).toBe(name);
  expect(agentNamed('claud')).toBeNull();
});

test('a status tells its state and its message, whichever way it is spaced', () => {
  const msg = Buffer.from('answer: Which mug…?').toString('base64');
  const said = { state: 'blocked', app: 'orch-demo', kind: 'question', message: 'answer: Which mug…?' };
  expect(oscStatus(`state=blocked:app=orch-demo:kind=question:msg=${msg}`)).toEqual(said);
  expect(oscStatus(`state=blocked : app=orch-demo : kind=question : msg=${msg}`)).toEqual(said);
  expect(oscStatus('?')).toBeNull();
  expect(oscStatus('state=dancing')).toBeNull();
  expect(oscStatus('state=constructor')).toBeNull();
});

test('no line and no status makes a description throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...agentNames), fc.oneof(fc.string(), fc.json()), (name, text) => {
      const observe = agentNamed(name)?.observe;
      expect(observe?.({ kind: 'line', id: 'records', text, path: '' }, {}).facts.length).toBeLessThanOrEqual(
        1,
      );
      expect(observe?.({ kind: 'osc', code: 7501, data: text }, {}).facts.length).toBeLessThanOrEqual(1);
    }),
  );
});

const tokens = fc.record<Tokens>({
  input: fc.nat(1e6),
  output: fc.nat(1e6),
  cache_read: fc.nat(1e6),
  cache_write: fc.nat(1e6),
  thoughts: fc.nat(1e6),
});
const row = fc.record<UsageRow>({
  id: fc.constantFrom('a', 'b', 'c', '__proto__'),
  model: fc.constant('m'),
  tokens,
  usd: fc.option(fc.nat(1e6).map((micros) => micros / 1e6)),
});

test('whatever order rows come in, the facts add up to the last row of each message', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      let counted: CountedById = {};
      let sum = noTokens;
      for (const each of rows) {
        const step = countUsage(counted, each);
        counted = step.counted;
        for (const fact of step.facts) if (fact.type === 'session.usage') sum = addTokens(sum, fact.tokens);
      }
      const last = new Map(rows.map((each) => [each.id, each.tokens]));
      expect(sum).toEqual([...last.values()].reduce(addTokens, noTokens));
    }),
  );
});

test('memory goes through JSON, as the host saves it, and still counts each message once', () => {
  const usage = { id: 'a', model: 'm', tokens: { ...noTokens, output: 5 }, usd: 0.1 };
  const saved = JSON.parse(JSON.stringify(countUsage({}, usage).counted)) as CountedById;
  expect(countUsage(saved, usage).facts).toEqual([]);
});
