import { describe, expect, it } from 'vitest';
import { claude } from '../../../src/agents/claude/claude.ts';
import { aContext } from './a-context.ts';
import { CONVERSATION, call, done, Hearing, hookData, idle, line, rowsOf, working } from './hearing.ts';

const sums = (hearing: Hearing) => hearing.of('session.cost').map(({ total_usd }) => total_usd);
const statusLine = (name: string, session = 's1') => call(hookData(name), `status@${session}`);
const { usage } = (rowsOf('first message')[0]?.message ?? {}) as { usage?: object };
/** A status line that knows of the one message `counted`. */
const costing = (usd: number, session = 's1') =>
  call({ cost: { total_cost_usd: usd }, context_window: { current_usage: usage } }, `status@${session}`);
const counted = rowsOf('first message').map((row) => line(row));

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

  it('counts what is kept for an hour apart: it costs more', () => {
    const hearing = new Hearing();
    const [row] = rowsOf('first message');
    const written = { cache_creation_input_tokens: 300, cache_creation: { ephemeral_1h_input_tokens: 200 } };
    hearing.hear(line({ ...row, message: { ...(row?.message as object), usage: written } }));
    expect(hearing.of('session.usage')[0]?.tokens).toMatchObject({ cache_write: 300, cache_write_1h: 200 });
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
  it('is said once Claude Code rests, after the usage it is a sum of', () => {
    const hearing = new Hearing();
    hearing.hear(
      working(),
      statusLine('status line at the start'),
      statusLine('status line after a message'),
    );
    hearing.hear(...counted);
    expect(sums(hearing)).toEqual([]);
    hearing.hear(done);
    expect(sums(hearing)).toEqual([0.005]);
  });

  it('is said also where its status line, or the usage, is read only then', () => {
    for (const late of [
      [...counted, costing(0.5)],
      [costing(0.5), ...counted],
    ]) {
      const hearing = new Hearing();
      hearing.hear(working(), done, ...late);
      expect(sums(hearing)).toEqual([0.5]);
    }
  });

  it('is none where the status line knows of a sum and not yet of the message', () => {
    const hearing = new Hearing();
    const unaware = call(
      { cost: { total_cost_usd: 0.5 }, context_window: { current_usage: null } },
      'status@s1',
    );
    hearing.hear(working(), unaware, ...counted, done);
    expect(sums(hearing)).toEqual([]);
  });

  it('begins anew with each process', () => {
    const hearing = new Hearing();
    hearing.hear(...counted, done, costing(0.5), costing(0.7));
    hearing.hear(costing(0.2, 's2'), costing(0.3, 's2'));
    expect(sums(hearing)).toEqual([0.5, 0.7, 0.2, 0.3]);
  });

  it('of a process that was killed is not that of the one that goes on', () => {
    const killed = new Hearing();
    killed.hear(working(), costing(3), ...counted);
    const context = aContext({ session: 's2' });
    const earlier = { session: 's1', conversation: CONVERSATION, scratch: '/s', memory: killed.memory };
    const resumed = new Hearing();
    resumed.memory = claude.resume(context, earlier)?.memory ?? {};
    resumed.hear(idle, ...counted, done);
    expect(sums(resumed)).toEqual([]);
    expect(resumed.of('session.usage')).toEqual([]);
  });

  it('is heard also where an earlier version of this remembered it otherwise', () => {
    const hearing = new Hearing();
    hearing.memory = { claude: { state: 'done', cost: { base: 0, said: 0, ahead: null, usage: '' } } };
    hearing.hear(done, ...counted, costing(0.5));
    expect(sums(hearing)).toEqual([0.5]);
  });

  it('is not repeated', () => {
    const hearing = new Hearing();
    hearing.hear(...counted, done, costing(0.5), costing(0.5));
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
