import { describe, expect, it } from 'vitest';
import { call, Hearing, hookData, line, rowsOf } from './hearing.ts';

const sums = (hearing: Hearing) => hearing.of('session.cost').map(({ total_usd }) => total_usd);
const statusLine = (name: string, session = 's1') => call(hookData(name), `status@${session}`);
const costing = (usd: number, session = 's1') =>
  call({ cost: { total_cost_usd: usd }, context_window: { current_usage: null } }, `status@${session}`);

describe('usage', () => {
  it('is said once for a message, however many rows it has', () => {
    const hearing = new Hearing();
    const rows = rowsOf('a message in three rows');
    hearing.hear(...rows.map((row) => line(row)));
    expect(rows).toHaveLength(3);
    expect(hearing.of('session.usage')).toEqual([
      {
        type: 'session.usage',
        model: 'claude-opus-5-5',
        message: 'msg_mwqflb5x000o',
        tokens: { input: 100, output: 20, cache_read: 0, cache_write: 0, thoughts: 0 },
        stated_usd: null,
      },
    ]);
  });

  it('counts thoughts apart from the rest of the output', () => {
    const hearing = new Hearing();
    const [row] = rowsOf('first message');
    const message = {
      ...(row?.message as object),
      usage: { output_tokens: 50, output_tokens_details: { thinking_tokens: 30 } },
    };
    hearing.hear(line({ ...row, message }));
    expect(hearing.of('session.usage')[0]?.tokens).toMatchObject({ output: 20, thoughts: 30 });
  });

  it('is that of its subagents too, without their words', () => {
    const hearing = new Hearing();
    hearing.hear(...rowsOf('subagent').map((row) => line(row, 'x/subagents/agent-a.jsonl')));
    expect(hearing.of('session.usage')[0]?.tokens).toMatchObject({ input: 33, output: 7 });
    expect(hearing.of('session.message')).toEqual([]);
  });

  it('is not that of another attempt, whose transcript lies beside it', () => {
    const hearing = new Hearing();
    const [row] = rowsOf('first message');
    hearing.hear(line({ ...row, sessionId: 'an earlier one' }));
    expect(hearing.facts).toEqual([]);
  });

  it('goes on in a conversation a person began anew in its pane', () => {
    const hearing = new Hearing();
    const [row] = rowsOf('first message');
    hearing.hear(call({ ...hookData('start'), session_id: 'anew' }), line({ ...row, sessionId: 'anew' }));
    expect(hearing.of('session.usage')).toHaveLength(1);
  });

  it('is none in rows nobody was billed for, or that are torn', () => {
    const hearing = new Hearing();
    hearing.hear(...rowsOf('overloaded').map((row) => line(row)));
    hearing.hear(...rowsOf("a person's words").map((row) => line(row)));
    hearing.hear({ kind: 'line', id: 'transcript:x', path: 'x', text: '{"type":"assis' });
    expect(hearing.of('session.usage')).toEqual([]);
  });

  it("is none in words it wrote itself where an answer was cut off, and those are nobody's words", () => {
    const hearing = new Hearing();
    const [row] = rowsOf('first message');
    hearing.hear(line({ ...row, message: { ...(row?.message as object), model: '<synthetic>' } }));
    expect(hearing.facts).toEqual([]);
  });
});

describe('the sum it states', () => {
  it('is said once the usage it is a sum of was counted', () => {
    const hearing = new Hearing();
    hearing.hear(statusLine('status line at the start'), statusLine('status line after a message'));
    expect(sums(hearing)).toEqual([]);
    hearing.hear(...rowsOf('first message').map((row) => line(row)));
    expect(sums(hearing)).toEqual([0.005]);
    expect(hearing.facts.map(({ type }) => type).indexOf('session.usage')).toBeLessThan(
      hearing.facts.map(({ type }) => type).indexOf('session.cost'),
    );
  });

  it('begins with the process, also where that carries on an older sum', () => {
    const hearing = new Hearing();
    hearing.hear(costing(0), costing(0.5), costing(0.7));
    hearing.hear(costing(0.7, 's2'), costing(0.9, 's2'));
    hearing.hear(costing(0, 's3'), costing(0.1, 's3'));
    expect(sums(hearing)).toEqual([0.5, 0.7, 0.2, 0.1]);
  });

  it('is not repeated', () => {
    const hearing = new Hearing();
    hearing.hear(costing(0), costing(0.5), costing(0.5));
    expect(sums(hearing)).toEqual([0.5]);
  });
});

describe('the plan', () => {
  it('says how far a window is used up and when it is full again, once for every hundredth', () => {
    const hearing = new Hearing();
    hearing.hear(statusLine('status line at the limit'), statusLine('status line at the limit'));
    expect(hearing.of('session.quota')).toEqual([
      { type: 'session.quota', window: '5h', used: 1, resets_at: 1795274426000 },
    ]);
  });
});
