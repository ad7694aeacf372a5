import { describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../../src/agents/agent.ts';
import { hooks, Listener } from './recorded.ts';

const answered: SourceRecord = { kind: 'call', from: 'answered', data: {} };
const dialogAt = (text: string): SourceRecord => ({ kind: 'screen', rule: 0, text });

describe('a permission', () => {
  test('is asked whole, and its call held until somebody answers', () => {
    const session = new Listener().hear(...hooks('permission').slice(0, 2));
    const [asked] = session.of('session.asked');
    expect(asked?.ask).toMatchObject({
      kind: 'permission',
      text: 'Run a command',
      subject: 'touch /etc/motd',
      context: 'in /home/ada/p/tree: May I write outside?',
    });
    expect(session.replies).toEqual([undefined, { hold: asked?.key }]);
    expect(session.of('session.state')).toMatchObject([{ state: 'blocked', source: 'hook' }]);
  });

  test('to edit files outside names them', () => {
    const session = new Listener().hear(...hooks('permission').slice(2));
    expect(session.of('session.asked')[0]?.ask).toMatchObject({
      text: 'Edit files',
      subject: '/home/ada/notes.txt',
      context: expect.stringContaining('+hello'),
    });
  });

  test('has the same key for the same wish, in another session too', () => {
    const keys = [1, 2].map(
      () => new Listener().hear(...hooks('permission').slice(0, 2)).of('session.asked')[0]?.key,
    );
    expect(keys[0]).toBe(keys[1]);
    const other = new Listener().hear(...hooks('permission').slice(2)).of('session.asked')[0]?.key;
    expect(other).not.toBe(keys[0]);
  });

  test('lets it work again as soon as the reply went to Codex', () => {
    const session = new Listener().hear(...hooks('permission').slice(0, 2), answered);
    expect(session.of('session.state').map(({ state }) => state)).toEqual(['blocked', 'working']);
  });

  test('still blocks it while another is waited for', () => {
    const session = new Listener().hear(...hooks('permission'), answered);
    expect(session.of('session.state').at(-1)?.state).toBe('blocked');
    expect(session.hear(answered).of('session.state').at(-1)?.state).toBe('working');
  });

  test('is gone with its call', () => {
    const session = new Listener().hear(...hooks('permission').slice(0, 2));
    const key = session.of('session.asked')[0]?.key ?? '';
    session.hear({ kind: 'call_gone', key });
    expect(session.of('session.ask_gone')).toMatchObject([{ key }]);
  });
});

describe('a commit', () => {
  test('is a violation, held before it runs', () => {
    const session = new Listener().hear(...hooks('commit'));
    const [violated] = session.of('session.violated');
    expect(violated?.ask).toMatchObject({
      kind: 'violation',
      subject: 'git -C . commit --allow-empty -m wip',
      context: expect.stringContaining('writes to the repository'),
      layer: 'hook',
    });
    expect(session.replies).toEqual([{ hold: violated?.key }]);
  });

  test('that a person allowed once is not asked about again as an escalation', () => {
    const [commit] = hooks('commit');
    const again = {
      ...(commit?.kind === 'call' ? (commit.data as object) : {}),
      hook_event_name: 'PermissionRequest',
    };
    const session = new Listener().hear(...hooks('commit'), { kind: 'call', from: 'hook', data: again });
    expect(session.of('session.asked')).toEqual([]);
    expect(session.replies[1]).toEqual({ text: expect.stringContaining('"behavior":"allow"') });
    session.hear({ kind: 'call', from: 'hook', data: again });
    expect(session.of('session.asked')).toHaveLength(1);
  });

  test('is not seen in commands that only read', () => {
    const [commit] = hooks('commit');
    const data = commit?.kind === 'call' ? (commit.data as object) : {};
    const reads = { ...data, tool_input: { command: 'git log --oneline | head -3 && npm test' } };
    const session = new Listener().hear({ kind: 'call', from: 'hook', data: reads });
    expect(session.facts).toEqual([]);
    expect(session.replies).toEqual([undefined]);
  });
});

test('Codex may not make worktrees or threads of its own', () => {
  const data = {
    hook_event_name: 'PreToolUse',
    tool_name: 'mcp__codex_tui__create_worktree',
    tool_input: {},
  };
  const session = new Listener().hear({ kind: 'call', from: 'hook', data });
  expect(session.replies).toEqual([{ text: expect.stringContaining('"permissionDecision":"deny"') }]);
});

describe('a dialog of questions', () => {
  test('asks its first at once, with options and what it recommends', () => {
    const session = new Listener().hear(...hooks('questions'));
    expect(session.of('session.asked').map(({ ask }) => ask)).toEqual([
      {
        kind: 'question',
        text: 'Which colour?',
        options: ['Red: warm', 'Blue: cold'],
        recommended: 0,
        context: 'Colour',
        impact: null,
        subject: null,
        layer: null,
      },
    ]);
    expect(session.replies).toEqual([undefined]);
  });

  test('asks the next as it comes up on the screen, and takes the one before back', () => {
    const session = new Listener().hear(
      ...hooks('questions'),
      dialogAt('  Question 1/2 ('),
      dialogAt('  Question 2/2 ('),
    );
    expect(session.of('session.asked').map(({ ask }) => ask.text)).toEqual(['Which colour?', 'Which size?']);
    expect(session.of('session.ask_gone')).toHaveLength(1);
    session.hear(dialogAt(''));
    expect(session.of('session.ask_gone')).toHaveLength(1);
  });

  test('is gone once it is answered, by whomever, with the answer', () => {
    const session = new Listener().hear(...hooks('answered'));
    const [asked] = session.of('session.asked');
    expect(session.of('session.ask_gone')).toEqual([
      { type: 'session.ask_gone', key: asked?.key, how: 'it was answered: None of the above' },
    ]);
  });

  test('on the screen without a hook that told of it says nothing', () => {
    expect(new Listener().hear(dialogAt('  Question 1/2 (')).facts).toEqual([]);
  });
});

describe('a question asked in passing', () => {
  test('leaves the turn unended while nobody has answered', () => {
    const session = new Listener().hear(...hooks('aside'));
    expect(session.of('session.asked').map(({ ask }) => ask)).toMatchObject([
      { kind: 'question', text: 'Which colour shall the door have?', options: ['Red', 'Blue'] },
    ]);
    expect(session.of('session.turn_ended')).toEqual([]);
    expect(session.of('session.state').at(-1)).toMatchObject({ state: 'blocked', message: 'question' });
  });

  test('is answered by the next words Codex is given', () => {
    const session = new Listener().hear(...hooks('aside'), ...hooks('aside').slice(0, 1));
    expect(session.of('session.ask_gone')).toHaveLength(1);
  });
});
