import { expect, it } from 'vitest';
import { claude } from '../../../src/agents/claude/claude.ts';
import { aContext } from './a-context.ts';
import { call, Hearing, hookData, line, rowsOf } from './hearing.ts';

const after = (name: string): Hearing => {
  const hearing = new Hearing();
  hearing.hear(...rowsOf(name).map((row) => line(row)));
  return hearing;
};

it.each([
  ['auth', 'auth', 'Invalid API key · Fix external API key'],
  ['model', 'model', "There's an issue with the selected model"],
  ['rate limit', 'rate_limit', 'API Error: Request rejected (429)'],
  ['overloaded', 'overloaded', 'API Error: 529 Overloaded'],
  ['network', 'network', 'API Error: Connection refused'],
])('knows %s when it meets it', (name, trouble, words) => {
  expect(after(name).facts).toEqual([
    {
      type: 'session.trouble',
      source: 'file',
      trouble,
      text: expect.stringContaining(words),
      ended: true,
    },
  ]);
});

it("knows the plan's limit and when it is over", () => {
  expect(after('usage limit').facts).toEqual([
    {
      type: 'session.limited',
      source: 'file',
      until: 1795274426000,
      text: "You've hit your limit · resets 3:20pm (UTC)",
    },
  ]);
});

it('leaves the trouble of a subagent to the agent', () => {
  const hearing = new Hearing();
  const [row] = rowsOf('rate limit');
  hearing.hear(line({ ...row, isSidechain: true }));
  expect(hearing.facts).toEqual([]);
});

it('says that it tries again, and that this was seen on its screen', () => {
  const rule = claude
    .launch(aContext())
    .sources.flatMap((source) => (source.kind === 'screen' ? source.rules : []))[0];
  const screen = '❯ go\n\n✻ 529 Overloaded · retrying in 6s · attempt 5/10\n';
  const text = new RegExp(rule ?? '', 'mu').exec(screen)?.[0] ?? '';
  expect(text).toBe('529 Overloaded');
  const hearing = new Hearing();
  hearing.hear({ kind: 'screen', rule: 0, text }, { kind: 'screen', rule: 0, text: '' });
  expect(hearing.facts).toEqual([
    { type: 'session.trouble', source: 'screen', trouble: 'overloaded', text, ended: false },
  ]);
});

it('takes nothing from a record it does not know', () => {
  const hearing = new Hearing();
  hearing.hear(call({ hook_event_name: 'Unheard', session_id: 7 }), { kind: 'title', text: 'x' });
  hearing.hear({ kind: 'call', from: 'hook@s1', data: 'no object' });
  hearing.hear(call({ ...hookData('stop'), tool_name: 7, hook_event_name: 'PreToolUse' }));
  expect(hearing.of('session.asked')).toEqual([]);
});
