import { describe, expect, it } from 'vitest';
import { claude } from '../../../src/agents/claude/claude.ts';
import type { Answer, AskBody } from '../../../src/domain/ask.ts';
import { blocked, call, done, Hearing, hookData, idle, working } from './hearing.ts';

const printed = (key: string, body: AskBody, answer: Answer): unknown => {
  const delivery = claude.answer({ key, body }, answer);
  return delivery?.via === 'call' ? JSON.parse(delivery.text).hookSpecificOutput : delivery;
};

const asked = (name: string) => {
  const hearing = new Hearing();
  const { reply } = hearing.hear(call(hookData(name)));
  const ask = [...hearing.of('session.asked'), ...hearing.of('session.violated')][0];
  if (ask === undefined) throw new Error(`${name} asked nothing`);
  return { hearing, reply, ...ask };
};

describe('a permission it asks for', () => {
  it('shows exactly the command, why it wants it, and where', () => {
    expect(asked('shell dialog').ask).toEqual({
      kind: 'permission',
      text: 'Run a command',
      subject: 'touch made.txt && curl -s http://127.0.0.1:9/',
      context: 'Make a file\nin /work/shop',
      options: [],
      recommended: null,
      impact: null,
      layer: null,
    });
  });

  it('shows the file it wants to write and what is to be in it', () => {
    expect(asked('file dialog').ask).toMatchObject({
      text: 'Write a file',
      subject: '/elsewhere/b.txt',
      context: 'x\n\nin /work/shop',
    });
  });

  it('says which subagent it is for', () => {
    expect(asked('dialog of a subagent').ask.context).toContain('by its subagent general-purpose');
  });

  it('names a tool of an MCP server by both names', () => {
    const hearing = new Hearing();
    hearing.hear(
      call({
        hook_event_name: 'PermissionRequest',
        tool_name: 'mcp__files__remove_all',
        tool_input: { dir: '/x' },
      }),
    );
    expect(hearing.of('session.asked')[0]?.ask).toMatchObject({
      text: 'Use the tool remove_all of files',
      subject: '{"dir":"/x"}',
    });
  });

  it('keeps its hook waiting, and allows or denies by what that prints', () => {
    const { reply, key, ask } = asked('shell dialog');
    expect(reply).toEqual({ hold: key });
    expect(printed(key, ask, { kind: 'allow' })).toEqual({
      hookEventName: 'PermissionRequest',
      decision: { behavior: 'allow' },
    });
    expect(printed(key, ask, { kind: 'deny', reason: 'use python' })).toEqual({
      hookEventName: 'PermissionRequest',
      decision: { behavior: 'deny', message: 'A person said no: use python. Go on accordingly.' },
    });
    expect(claude.answer({ key, body: ask }, { kind: 'text', text: 'yes', option: null })).toBeNull();
  });

  it('is another ask each time, also when the same command comes again', () => {
    const hearing = new Hearing();
    hearing.hear(call(hookData('shell dialog')), call(hookData('shell dialog')));
    expect(new Set(hearing.of('session.asked').map(({ key }) => key)).size).toBe(2);
  });
});

describe('a question it asks', () => {
  it('has its options, and knows the recommended one', () => {
    expect(asked('question dialog').ask).toEqual({
      kind: 'question',
      text: 'Which colour?',
      options: ['Red (Recommended)', 'Blue'],
      recommended: 0,
      context: 'Red (Recommended): warm\nBlue: cold',
      subject: null,
      impact: null,
      layer: null,
    });
  });

  it('is answered by an option or in own words', () => {
    const { key, ask } = asked('question dialog');
    const answers = (given: Answer) =>
      (printed(key, ask, given) as { decision: { updatedInput: { answers: unknown } } }).decision.updatedInput
        .answers;
    expect(answers({ kind: 'text', text: '2', option: 1 })).toEqual({ 'Which colour?': 'Blue' });
    expect(answers({ kind: 'text', text: 'dark green', option: null })).toEqual({
      'Which colour?': 'dark green',
    });
  });

  it('is the same ask when a resumed session asks it again', () => {
    expect(asked('question dialog').key).toBe(asked('question dialog').key);
  });

  it('comes alone: two at once are sent back to be asked one after the other', () => {
    const hearing = new Hearing();
    const { reply } = hearing.hear(call(hookData('two questions before')));
    expect(hearing.facts.filter(({ type }) => type !== 'session.conversation')).toEqual([]);
    expect(reply).toHaveProperty('text', expect.stringContaining('"permissionDecision":"deny"'));
  });
});

describe('a command no agent may run', () => {
  it('waits for a person before it runs, and says why', () => {
    const { reply, key, ask, type } = asked('commit before');
    expect(type).toBe('session.violated');
    expect(reply).toEqual({ hold: key });
    expect(ask).toMatchObject({
      kind: 'violation',
      subject: 'git commit --allow-empty -m wip',
      layer: 'hook',
    });
    expect(ask.context).toContain('only a person does that');
  });

  it('may run once, or not', () => {
    const { key, ask } = asked('commit before');
    expect(printed(key, ask, { kind: 'allow' })).toEqual({
      hookEventName: 'PreToolUse',
      permissionDecision: 'allow',
    });
    expect(printed(key, ask, { kind: 'deny', reason: null })).toMatchObject({
      hookEventName: 'PreToolUse',
      permissionDecision: 'deny',
    });
  });

  it('is found out at its dialog too, should the look before have failed', () => {
    const hearing = new Hearing();
    hearing.hear(call({ ...hookData('commit before'), hook_event_name: 'PermissionRequest' }));
    const [violated] = hearing.of('session.violated');
    expect(printed(violated?.key ?? '', violated?.ask as AskBody, { kind: 'allow' })).toMatchObject({
      hookEventName: 'PermissionRequest',
    });
  });

  it('does not keep a harmless one', () => {
    const hearing = new Hearing();
    const { reply } = hearing.hear(call(hookData('shell before')));
    expect(reply).toBeUndefined();
    expect(hearing.of('session.violated')).toEqual([]);
  });
});

describe('an ask that is gone', () => {
  const waiting = () => {
    const hearing = new Hearing();
    hearing.hear(working(), call(hookData('shell dialog')));
    return hearing;
  };

  it('was answered in the pane by hand: the dialog is off its screen', () => {
    const hearing = waiting();
    hearing.hear(blocked('permission', 'approve Bash: touch made.txt'));
    expect(hearing.of('session.ask_gone')).toEqual([]);
    hearing.hear(working());
    expect(hearing.of('session.ask_gone')).toEqual([
      { type: 'session.ask_gone', key: hearing.of('session.asked')[0]?.key, how: 'settled in its pane' },
    ]);
  });

  it('is not gone by a word on its work that comes just before the dialog', () => {
    const hearing = waiting();
    hearing.hear(working('Making a file'));
    expect(hearing.of('session.ask_gone')).toEqual([]);
  });

  it('was given up with Esc: its hook left', () => {
    const hearing = waiting();
    const key = hearing.of('session.asked')[0]?.key ?? '';
    hearing.hear({ kind: 'call_gone', key }, { kind: 'call_gone', key });
    expect(hearing.of('session.ask_gone')).toHaveLength(1);
  });

  it('goes with the turn at the latest', () => {
    for (const end of [done, idle]) {
      const hearing = new Hearing();
      hearing.hear(working(), call(hookData('commit before')), end);
      expect(hearing.of('session.ask_gone')).toHaveLength(1);
    }
  });
});
