import { describe, expect, it } from 'vitest';
import { answer, tell } from '../../../src/agents/opencode/answer.ts';
import type { AskBody } from '../../../src/domain/ask.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { Hearing, only, played } from './played.ts';

const body = (options: readonly string[] = []): AskBody => ({
  kind: 'question',
  text: '',
  options,
  recommended: null,
  context: null,
  impact: null,
  subject: null,
  layer: null,
});

const requestsOf = (delivery: ReturnType<typeof answer>) =>
  delivery?.via === 'http' ? delivery.requests : null;

describe('a permission', () => {
  it('is asked with the command, where, and what the agent says it is for', () => {
    const [asked] = only(played('permission_denied'), 'session.asked');
    expect(asked).toEqual({
      type: 'session.asked',
      key: 'permission:per_1fe3511b5001zFaNhS4n79qrny',
      source: 'hook',
      ask: {
        kind: 'permission',
        text: 'Run a command',
        options: [],
        recommended: null,
        context: 'in /project\nInstalls left-pad',
        impact: null,
        subject: 'npm install left-pad',
        layer: 'hook',
      },
    });
  });

  it('waits for what the command is for where OpenCode tells that just after', () => {
    const [violated] = only(played('permission_denied', 'violation'), 'session.violated');
    expect(violated?.ask.context).toContain('Commits work');
  });

  it('to write to git is a broken rule', () => {
    const [violated] = only(played('permission_denied', 'violation'), 'session.violated');
    expect(violated).toMatchObject({
      ask: { kind: 'violation', layer: 'hook', subject: 'git add -A && git commit -m wip' },
    });
    expect(violated?.ask.context).toContain('`git add` writes to the repository');
  });

  it('for a path outside names the folder', () => {
    const [asked] = only(played('permission_denied', 'outside'), 'session.asked');
    expect(asked?.ask).toMatchObject({
      text: 'Work outside its folder',
      subject: '/etc',
      context: 'in /project\nfor: /etc/hostname',
    });
  });

  it('answered in the pane or by orch is gone, with the word that was given', () => {
    const gone = only(played('permission_denied', 'outside'), 'session.ask_gone');
    expect(gone).toMatchObject([{ how: 'allowed' }]);
    expect(only(played('permission_denied'), 'session.ask_gone')).toMatchObject([{ how: 'denied' }]);
  });

  it('is gone with the turn that asked', () => {
    const hearing = new Hearing();
    hearing.event('session.created', { info: { id: 'ses_1', directory: '/project' } });
    hearing.event('session.status', { sessionID: 'ses_1', status: { type: 'busy' } });
    hearing.event('permission.asked', { id: 'per_1', sessionID: 'ses_1', permission: 'webfetch' });
    hearing.event('session.error', { sessionID: 'ses_1', error: { name: 'MessageAbortedError' } });
    const facts = hearing.event('session.status', { sessionID: 'ses_1', status: { type: 'idle' } });
    expect(facts).toMatchObject([
      { type: 'session.ask_gone', key: 'permission:per_1', how: 'its turn is over' },
      { type: 'session.state', state: 'idle' },
    ]);
  });

  it('is granted once, or denied with the reason', () => {
    const ask = { key: 'permission:per_1', body: body() };
    expect(requestsOf(answer(ask, { kind: 'allow' }))).toEqual([
      { method: 'POST', path: '/permission/per_1/reply', body: { reply: 'once' } },
    ]);
    expect(requestsOf(answer(ask, { kind: 'deny', reason: 'not today' }))?.[0]?.body).toEqual({
      reply: 'reject',
      message: 'A person said no to this. Go on without it. The reason: not today',
    });
    expect(answer(ask, { kind: 'text', text: 'yes', option: null })).toBeNull();
  });
});

describe('questions of one dialog', () => {
  const asked = played('permission_denied', 'questions');
  const [colour] = only(asked, 'session.asked');

  it('are asked one by one, options and recommendation whole', () => {
    expect(only(asked, 'session.asked')).toHaveLength(1);
    expect(colour?.ask).toMatchObject({
      kind: 'question',
      text: 'Which colour?',
      options: ['Red (Recommended)', 'Blue'],
      recommended: 0,
      context: 'Red (Recommended): warm\nBlue: cold',
    });
    expect(only(asked, 'session.ask_gone')).toMatchObject([{ key: colour?.key, how: 'answered' }]);
  });

  it('are answered together once the last is answered', () => {
    const hearing = new Hearing();
    hearing.event('session.created', { info: { id: 'ses_1', directory: '/project' } });
    const questions = [
      { question: 'Which colour?', header: 'C', options: [{ label: 'Red' }, { label: 'Blue' }] },
      { question: 'Which sizes?', header: 'S', options: [{ label: 'S' }, { label: 'L' }], multiple: true },
      { question: 'And why?', header: 'W', options: [] },
    ];
    const askedOf = (facts: readonly Fact[]) => only(facts, 'session.asked')[0];
    const first = askedOf(hearing.event('question.asked', { id: 'que_1', sessionID: 'ses_1', questions }));
    const one = answer(
      { key: first?.key ?? '', body: body(['Red', 'Blue']) },
      { kind: 'text', text: 'Blue', option: 1 },
    );
    const [publish] = requestsOf(one) ?? [];
    expect(publish).toMatchObject({ method: 'POST', path: '/tui/publish' });
    const echoed = publish?.body as { readonly type: string; readonly properties: object };
    const second = hearing.event(echoed.type, echoed.properties);
    expect(only(second, 'session.ask_gone')).toMatchObject([{ key: first?.key }]);
    expect(askedOf(second)?.ask.text).toBe('Which sizes? (several may be chosen)');
    const two = answer(
      { key: askedOf(second)?.key ?? '', body: body(['S', 'L']) },
      { kind: 'text', text: '2, s', option: null },
    );
    const again = requestsOf(two)?.[0]?.body as typeof echoed;
    const third = askedOf(hearing.event(again.type, again.properties));
    const three = answer(
      { key: third?.key ?? '', body: body() },
      { kind: 'text', text: 'Because, well', option: null },
    );
    expect(requestsOf(three)).toEqual([
      {
        method: 'POST',
        path: '/question/que_1/reply',
        body: { answers: [['Blue'], ['L', 'S'], ['Because, well']] },
      },
    ]);
  });

  it('that are dismissed in the pane are gone', () => {
    const hearing = new Hearing();
    const questions = [{ question: 'Which?', options: [] }];
    hearing.event('question.asked', { id: 'que_1', sessionID: 'ses_1', questions });
    expect(
      only(hearing.event('question.rejected', { requestID: 'que_1' }), 'session.ask_gone'),
    ).toMatchObject([{ how: 'dismissed' }]);
  });
});

describe('words for the next turn', () => {
  it('go into a cleared prompt, and are no command', () => {
    const delivery = tell('/init\nthe rest');
    expect(requestsOf(delivery)).toEqual([
      { method: 'POST', path: '/tui/clear-prompt' },
      { method: 'POST', path: '/tui/append-prompt', body: { text: ' /init\nthe rest' } },
      { method: 'POST', path: '/tui/submit-prompt' },
    ]);
  });
});
