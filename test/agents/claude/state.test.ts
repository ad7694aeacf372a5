import { describe, expect, it } from 'vitest';
import { blocked, call, done, Hearing, hookData, idle, status, working } from './hearing.ts';

const states = (hearing: Hearing) => hearing.of('session.state').map(({ state }) => state);

describe('its state', () => {
  it('is what it says itself', () => {
    const hearing = new Hearing();
    hearing.hear(working('Say hello'), blocked('permission', 'approve Bash: ls'), working(), done);
    expect(states(hearing)).toEqual(['working', 'blocked', 'working', 'done']);
    expect(hearing.of('session.state')[0]).toMatchObject({ source: 'osc', message: 'Say hello' });
  });

  it('is not that of its subagents', () => {
    const hearing = new Hearing();
    hearing.hear(
      status('state=working:app=claude-code:id=a3ad977fd4468854d:title=TWFrZSBmaWxl'),
      status('state=clear:id=a3ad977fd4468854d'),
      status('state=clear'),
    );
    expect(hearing.facts).toEqual([]);
  });

  it('is an error where it is signed out, not a question', () => {
    const hearing = new Hearing();
    hearing.hear(blocked('auth', 'Invalid API key'), status('state=error:app=claude-code'));
    expect(states(hearing)).toEqual(['error', 'error']);
  });
});

describe('the end of its turn', () => {
  it('comes with its last words, once', () => {
    const hearing = new Hearing();
    hearing.hear(working(), call(hookData('stop')), done, done);
    expect(hearing.of('session.turn_ended')).toEqual([
      { type: 'session.turn_ended', source: 'osc', text: 'All done now.' },
    ]);
  });

  it('comes also where its hook failed', () => {
    const hearing = new Hearing();
    hearing.hear(working(), done);
    expect(hearing.of('session.turn_ended')).toEqual([
      { type: 'session.turn_ended', source: 'osc', text: null },
    ]);
  });

  it('has not come while its work goes on in the background', () => {
    const hearing = new Hearing();
    hearing.hear(
      working(),
      call(hookData('stop with work in the background')),
      working('1 agent still running'),
    );
    expect(hearing.of('session.turn_ended')).toEqual([]);
  });

  it('is none after Esc', () => {
    const hearing = new Hearing();
    hearing.hear(working(), idle);
    expect(hearing.of('session.turn_ended')).toEqual([]);
  });

  it('is told anew for each turn, with the words of that turn', () => {
    const hearing = new Hearing();
    hearing.hear(working(), call(hookData('stop')), done, working(), done);
    expect(hearing.of('session.turn_ended').map(({ text }) => text)).toEqual(['All done now.', null]);
  });

  it('is told by its hook where a version tells no state', () => {
    const hearing = new Hearing();
    hearing.hear(call(hookData('stop with work in the background')), call(hookData('stop')));
    expect(hearing.of('session.turn_ended')).toEqual([
      { type: 'session.turn_ended', source: 'hook', text: 'All done now.' },
    ]);
  });
});

describe('its conversation', () => {
  it('is named once, and again when it begins another', () => {
    const hearing = new Hearing();
    hearing.hear(call(hookData('start')), call(hookData('stop')));
    hearing.hear(call({ ...hookData('start'), session_id: 'another' }));
    expect(hearing.of('session.conversation').map(({ id }) => id)).toEqual([
      '11111111-1111-4111-8111-111111111111',
      'another',
    ]);
  });
});
