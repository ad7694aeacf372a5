import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Context } from '../../../components/store/context.ts';
import { folded } from '../../../components/store/run.ts';
import { tellOutside } from '../../../components/store/tell-outside.ts';
import { anAsk, eventsOf } from '../../fixtures/a-day.ts';
import { busyDay, contextAt } from '../busy-day.ts';

const outside = () => {
  const said = { titles: [] as string[], notices: [] as string[] };
  const shown = createStore<Context>()(() => contextAt(120, 40));
  tellOutside(shown, {
    setTitle: (text) => void said.titles.push(text),
    notify: (text) => void said.notices.push(text),
  });
  const asks = (view: Partial<Context['view']> = {}): void => {
    const context = shown.getState();
    const draft = {
      type: 'ask.opened',
      task: 'task-003',
      session: 'task-003.1',
      ask: 'q9',
      key: 'k',
      body: anAsk('question', 'And now?'),
    } as const;
    const events = eventsOf([...busyDay, [22, draft]]);
    shown.setState({ ...context, view: { ...context.view, ...view }, run: folded(context.run, events) });
  };
  return { said, shown, asks };
};

describe('A person who looks elsewhere', () => {
  it('sees the counts in the title of the window', () => {
    const { said, asks } = outside();
    expect(said.titles).toEqual(['orch: 2 ask you · 1 running · $3.51']);
    asks();
    expect(said.titles.at(-1)).toBe('orch: 3 ask you · $3.51');
  });

  it('hears of what is new, once, and not of what waited before', () => {
    const { said, shown, asks } = outside();
    expect(said.notices).toEqual([]);
    asks();
    shown.setState({ ...shown.getState() });
    expect(said.notices).toEqual(['003 asks: And now?']);
  });

  it('hears nothing with the bell off', () => {
    const { said, asks } = outside();
    asks({ quiet: true });
    expect(said.notices).toEqual([]);
  });
});
