import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMcpCall } from '../../src/inbox/mcp-calls.ts';

const asked = (fields: object) => {
  const outcome = readMcpCall({ tool: 'ask_human', arguments: fields, id: '1' });
  if (outcome.does !== 'hold' || outcome.fact.type !== 'session.asked') throw new Error(outcome.does);
  return { key: outcome.key, ask: outcome.fact.ask };
};

describe('a question by orch’s tool', () => {
  it('is an ask with its options and what the agent recommends', () => {
    const { ask } = asked({ question: ' Which? ', options: ['a', 'b'], recommendation: 'b', context: 'c' });
    expect(ask).toEqual({
      kind: 'question',
      text: 'Which?',
      options: ['a', 'b'],
      recommended: 1,
      context: 'c',
      impact: null,
      subject: null,
      layer: 'mcp',
    });
  });

  it('keeps a recommendation that is none of the options as part of its context', () => {
    const { ask } = asked({
      question: 'Which?',
      options: ['a', 'b'],
      recommendation: 'rather b',
      context: 'c',
    });
    expect([ask.recommended, ask.context]).toEqual([null, 'c\n\nRecommended: rather b']);
  });

  it('has the same key as long as question and options are the same', () => {
    const key = asked({ question: 'Which?', options: ['a'] }).key;
    expect(asked({ question: 'Which?', options: ['a'], context: 'more' }).key).toBe(key);
    expect(asked({ question: 'Which?', options: ['b'] }).key).not.toBe(key);
    expect(key).toMatch(/^mcp:[0-9a-f]{16}$/);
  });
});

describe('whatever calls itself orch’s MCP server', () => {
  it('never trips the host, and says nothing without a text', () => {
    const tool = fc.constantFrom('ask_human', 'note', 'recall', 'milestone', 'give_verdict', 'frob', 7);
    const fields = fc.dictionary(
      fc.constantFrom('text', 'question', 'options', 'query', 'verdict'),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ tool, arguments: fields })), (data) => {
        const outcome = readMcpCall(data);
        if ('text' in outcome) expect(outcome.text.trim()).not.toBe('');
        if (outcome.does === 'recall') expect(outcome.query.trim()).not.toBe('');
      }),
    );
  });

  it('is told which tool it lacks, and which field', () => {
    expect(readMcpCall({ tool: 'frob' })).toEqual({ does: 'refuse', text: 'orch has no tool “frob”.' });
    expect(readMcpCall({ tool: 'note', arguments: { text: ' ' } })).toMatchObject({ does: 'refuse' });
    expect(readMcpCall({ tool: 'give_verdict', arguments: { text: 'x', verdict: 'maybe' } })).toMatchObject({
      does: 'refuse',
    });
  });
});
