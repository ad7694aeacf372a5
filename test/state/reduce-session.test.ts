import { describe, expect, test } from 'vitest';
import type { AgentState, FactSource, Trouble } from '../../src/domain/fact.ts';
import { Day, spec } from '../engine/decide/day.ts';

/** What is said of one agent, a second between each two words. */
class Talk {
  readonly day = new Day();

  constructor() {
    this.day.start([spec('a')]);
    this.day.begins('a');
  }

  says(state: AgentState, source: FactSource): this {
    this.day.passes(1_000);
    this.day.fact('a', { type: 'session.state', state, source, message: null });
    return this;
  }

  fails(trouble: Trouble, text: string, ended = true): this {
    this.day.fact('a', { type: 'session.trouble', source: 'hook', trouble, text, ended });
    return this;
  }

  get session() {
    return this.day.state.sessions.get(this.day.session('a'));
  }
}

describe('an error that ended a turn', () => {
  test('is not undone by an older word, nor by one told late', () => {
    const talk = new Talk().says('working', 'osc').fails('auth', 'invalid key');
    talk.says('idle', 'title').fails('network', 'cut off', false);
    expect(talk.day.shows('a')).toBe('waiting');
    expect(talk.session).toMatchObject({ state: 'error', message: 'invalid key' });
    talk.says('working', 'osc');
    expect(talk.day.shows('a')).toBe('running');
  });

  test('is over once a lesser source has told two things since: the first may lag behind', () => {
    const talk = new Talk().says('working', 'osc').says('error', 'screen').fails('other', 'it broke');
    talk.says('working', 'title');
    expect(talk.day.shows('a')).toBe('waiting');
    talk.says('working', 'screen');
    expect(talk.day.shows('a')).toBe('running');
    expect(talk.session).toMatchObject({ state: 'working', source: 'screen' });
  });

  test('stays while a lesser source says that it rests', () => {
    const talk = new Talk().says('working', 'osc').says('error', 'screen').fails('other', 'it broke');
    talk.says('idle', 'screen');
    expect(talk.session?.state).toBe('error');
    talk.says('working', 'screen');
    expect(talk.session?.state).toBe('working');
  });
});
