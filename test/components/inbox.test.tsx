import { describe, expect, it } from 'vitest';
import { fail } from '../../src/domain/errors.ts';
import type { Draft } from '../../src/domain/event.ts';
import { added, anAsk, aTask, begun, opened } from '../fixtures/a-day.ts';
import { AConsole } from './a-console.tsx';

const answered = (ask: string, text: string): Draft => ({
  type: 'ask.answered',
  ask,
  answer: { kind: 'text', text, option: 0 },
  by: 'person',
});

describe('A question', () => {
  it('is answered by a digit, and shows how far the answer has come until its proof', () => {
    const app = new AConsole();
    app.press('i').inbox.shows('Which pagination pattern');
    app.press('1');
    expect(app.sent).toEqual([{ do: 'ask.answer', ask: 'q1', option: 1 }]);
    app.inbox.shows('being sent');
    app.happens(answered('q1', 'weddings')).inbox.shows('being sent');
    app.happens({ type: 'ask.sent', ask: 'q1', via: 'file' }).inbox.shows('sent by file, no proof yet');
    app.happens({ type: 'ask.delivered', ask: 'q1', proof: 'answer.md was read' });
    app.inbox.shows('✔ delivered').inbox.shows('proof: answer.md was read');
    app.passes(10_000).showsNot('answer.md was read');
  });

  it('is answered from the list too, where the selected task asks', () => {
    const app = new AConsole();
    app.press('2');
    expect(app.sent).toEqual([{ do: 'ask.answer', ask: 'q1', option: 2 }]);
  });

  it('takes a written answer of several lines', () => {
    const app = new AConsole()
      .press('i', 'enter')
      .types('As in weddings,')
      .press('alt-enter')
      .types('but faster');
    app.inbox.shows('▎ As in weddings,').inbox.shows('▎ but faster');
    app.press('enter');
    expect(app.sent).toEqual([{ do: 'ask.answer', ask: 'q1', text: 'As in weddings,\nbut faster' }]);
  });

  it('takes a paste whole: its line breaks send nothing', () => {
    const app = new AConsole().press('i').pastes('x\r\nq\r\nkill it\n');
    expect(app.sent).toEqual([]);
    app.inbox.shows('▎ kill it');
    app.press('enter');
    expect(app.sent).toEqual([{ do: 'ask.answer', ask: 'q1', text: 'x\nq\nkill it' }]);
  });

  it('keeps an answer begun, and brings back earlier ones', () => {
    const app = new AConsole().press('i', 'enter').types('half').press('escape');
    app.showsNot('▎ half').press('enter').inbox.shows('▎ half');
    app.press('ctrl-u').types('all of it').press('enter');
    app.happens(answered('q1', 'all of it'), {
      type: 'ask.opened',
      task: 'task-003',
      session: 'task-003.1',
      ask: 'q9',
      key: 'k9',
      body: anAsk('question', 'And now?'),
    });
    app.clicks('And now?').press('enter', 'up').inbox.shows('▎ all of it');
    app.press('down').showsNot('▎ all of it');
  });

  it('refuses what it has no option for, and an empty answer', () => {
    const app = new AConsole().press('i', '7').says('q1 has no option 7');
    app.press('enter', 'enter').says('the answer is empty');
    expect(app.sent).toEqual([]);
  });

  it('says what the engine says where it refuses, and can be answered again', async () => {
    const app = new AConsole();
    app.answers = fail('ask.closed', 'q1 is answered already');
    await app.press('i', '1').settles();
    app.says('q1 is answered already').inbox.shows('waits 4m');
    app.answers = { ok: true, value: null };
    app.press('2');
    expect(app.sent).toHaveLength(2);
  });
});

describe('A broken rule', () => {
  const selected = () => new AConsole().press('i', 'down');

  it('shows what was tried, by whom and which layer caught it', () => {
    const app = selected();
    app.inbox.shows('004').inbox.shows('git commit -am wip').inbox.shows('caught by git guard');
    app.inbox.shows('a allow once   d deny and go on   x kill');
  });

  it('is allowed once with a', () => {
    const app = selected().press('a');
    expect(app.sent).toEqual([{ do: 'ask.approve', ask: 'v2' }]);
  });

  it('is denied with d, with a reason the agent is told', () => {
    const app = selected()
      .press('d')
      .confirms('Deny 004: git commit -am wip')
      .types('not today')
      .press('enter');
    expect(app.sent).toEqual([{ do: 'ask.deny', ask: 'v2', reason: 'not today' }]);
  });

  it('kills with x, after a question', () => {
    const app = selected().press('x').confirms('Kill 004?').press('y');
    expect(app.sent).toEqual([{ do: 'ask.deny', ask: 'v2', reason: null, kill: true }]);
  });
});

describe('A cap', () => {
  const capped: Draft = {
    type: 'ask.opened',
    ask: 'c3',
    key: null,
    body: anAsk('cap', 'The day has spent $50.00 of its $50.00'),
  };

  it('is raised by an amount', () => {
    const app = new AConsole()
      .happens(capped)
      .clicks('The day has spent')
      .press('$')
      .confirms("Raise the day's cap by how many USD?");
    app.types('x').press('enter').says('give an amount in USD above 0');
    app.press('ctrl-u').types('2.50').press('enter');
    expect(app.sent).toEqual([{ do: 'cap.raise', task: null, by_usd: 2.5 }]);
  });

  it('is left with d', () => {
    const app = new AConsole().happens(capped).clicks('The day has spent').press('d');
    expect(app.sent).toEqual([{ do: 'ask.deny', ask: 'c3', reason: null }]);
  });
});

describe('The inbox', () => {
  it('lets no key hit an ask that moved under the finger', () => {
    const app = new AConsole().press('i');
    app.happens(
      { type: 'ask.closed', ask: 'q1', how: 'answered in its pane' },
      {
        type: 'session.state',
        task: 'task-002',
        session: 'task-002.1',
        state: 'working',
        source: 'hook',
        message: null,
      },
    );
    expect(app.view.ask).toBe('v2');
    app.press('a').says('the inbox has just changed');
    expect(app.sent).toEqual([]);
    app.passes(600).press('a');
    expect(app.sent).toHaveLength(1);
  });

  it('is entered at what still waits, not at what was just answered', () => {
    const app = new AConsole().press('i', '1');
    app.happens(answered('q1', 'weddings')).inbox.shows('being sent');
    expect(app.view.ask).toBe('q1');
    app.press('i');
    expect(app.view.ask).toBe('v2');
  });

  it('brings the asking task onto the stage', () => {
    new AConsole().press('i', 'down').shows('─ 004 Tests for exports').shows('screen of task-004.1');
  });

  it('never approves by Enter: it goes to the screen of the asker', () => {
    const app = new AConsole().press('i', 'down', 'enter');
    expect(app.sent).toEqual([]);
    expect(app.typedInto).toEqual(['task-004.1']);
  });

  it('is calm when nothing waits', () => {
    const day = [
      [0, opened()],
      [0, added(aTask('docs'), 0)],
      [1, begun('docs', 1)],
    ] as const;
    new AConsole({ columns: 80, rows: 24 }, day).inbox
      .shows('Nothing waits for you.')
      .inbox.shows('starts with claude');
  });
});
