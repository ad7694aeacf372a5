import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { announced, opening, promptOf } from '../../../components/spoken/announce.ts';
import { type Speech, Spoken } from '../../../components/spoken/Spoken.tsx';
import { plainTheme } from '../../../components/theme/theme.ts';
import { AConsole } from '../a-console.tsx';
import { busyDay } from '../busy-day.ts';

const heardConsole = () => new AConsole({ columns: 80, rows: 24 }, busyDay, 'spoken');

/** What is said of all that `acts` brings about. */
const heard = (app: AConsole, acts: (app: AConsole) => void): string => {
  const before = app.context;
  acts(app);
  return announced(before, app.context, plainTheme).join('\n');
};

describe('A day that is told', () => {
  it('begins with how it stands: counts, what waits first, the selected task', () => {
    const said = opening(heardConsole().context);
    expect(said[0]).toMatch(/^Day: \d+ waits? for you, \d+ running, .* of \$\d+ spent\.$/);
    expect(said).toContain('Waits first:');
    expect(said.join('\n')).toMatch(/Selected: Task 00\d, /);
  });

  it('says what to do where no day was ever run', () => {
    const app = new AConsole({ columns: 80, rows: 24 }, [], 'spoken');
    const said = opening(app.context).join('\n');
    expect(said).toContain('No day has been run here yet.');
    expect(said).toContain("2 tasks/today.yaml is where the day's work is written");
    expect(said).toContain('4 orch start starts the agents');
    expect(heard(app, () => app.engineGoes('it closed the connection'))).toContain('The engine is away.');
    expect(heard(app, () => app.press('?'))).toMatch(/^KEYS:\nMove\n/);
  });

  it('says nothing while only clocks move', () => {
    expect(heard(heardConsole(), (app) => app.passes(60_000))).toBe('');
  });

  it('says the ask that is new, with its options, and the task that ends', () => {
    const app = heardConsole();
    const ask = [...app.context.run.day.asks.values()].find(({ body }) => body.kind === 'question');
    expect(ask).toBeDefined();
    if (ask === undefined) return;
    const fresh = { ...ask.body, text: 'Tabs or spaces?', options: ['Tabs', 'Spaces'], recommended: 1 };
    expect(
      heard(app, () =>
        app.happens({ type: 'ask.opened', ask: 'q77', key: null, task: 'task-003', body: fresh }),
      ),
    ).toMatch(
      /New in the inbox:\nTask 003, question: .*Tabs or spaces\?[\s\S]*Option 1: Tabs\nOption 2: Spaces, recommended/,
    );
  });

  it('says where one goes, what is asked back, and what is read', () => {
    const app = heardConsole();
    expect(heard(app, () => app.press('G'))).toMatch(/^Task 00\d, .*: /);
    expect(heard(app, () => app.press('i'))).toMatch(/^Inbox:\nTask 00\d, /);
    expect(heard(app, () => app.press('escape', 'x'))).toMatch(/Question: Kill [\s\S]*\ny: kill\nn: keep/);
    expect(heard(app, () => app.press('n', '?'))).toMatch(/^KEYS:\nMove\n/);
  });

  it('has the last lines of a screen said by a key, which says why elsewhere', () => {
    const app = heardConsole().press('L');
    expect(app.recited).toHaveLength(1);
    expect(new AConsole().press('L').says('it is on the screen').recited).toEqual([]);
  });

  it('shows what is being written', () => {
    const app = heardConsole().press('/').types('pag');
    expect(promptOf(app.context)).toBe('Find: pag');
  });
});

describe('Lines that are told', () => {
  it('follow each other, with what is being written below them', () => {
    const speech = createStore<Speech>()(() => ({ said: ['one', 'two'], prompt: 'Answer: ye' }));
    const app = render(<Spoken speech={speech} />);
    expect((app.lastFrame() ?? '').trim()).toBe('one\ntwo\nAnswer: ye');
    app.unmount();
  });
});
