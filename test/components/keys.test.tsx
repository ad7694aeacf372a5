import { describe, expect, it } from 'vitest';
import { actions, keymapMarkdown } from '../../components/keys/keymap.ts';
import { fail, ok } from '../../src/domain/errors.ts';
import { AConsole } from './a-console.tsx';

const on = (task: string): AConsole => new AConsole().clicks(task);

describe('A task', () => {
  it('is killed after a question, and not by an Enter too many', () => {
    const app = on('Pagination').press('x').confirms('Kill 003?');
    app.press('enter', 'j', 'x');
    expect(app.sent).toEqual([]);
    app.press('y');
    expect(app.sent).toEqual([{ do: 'task.kill', task: 'task-003' }]);
  });

  it('is kept where one thinks better of it', () => {
    const app = on('Pagination').press('x', 'n');
    expect(app.view.bar).toBeNull();
    app.press('x', 'escape');
    expect(app.sent).toEqual([]);
  });

  it('is paused and resumed by the same key', () => {
    const app = on('Pagination').press('p');
    app.happens({ type: 'session.paused', task: 'task-003', session: 'task-003.1', processes: 3 });
    app.says('p resume').press('p');
    expect(app.sent).toEqual([
      { do: 'task.pause', task: 'task-003' },
      { do: 'task.resume', task: 'task-003' },
    ]);
  });

  it('says why a key cannot act, and e says it at length', () => {
    const app = on('Docs').press('x').says('001 is done: there is nothing to kill');
    app.press('p').says('001 is done: there is nothing to pause');
    app.press('a').says('the selected task asks nothing');
    app.press('e').shows('Keys that cannot act now').shows('there is nothing to kill');
  });

  it('is run again only when asked for twice, once done', () => {
    const app = on('Docs').press('r').confirms('Run 001 again?').press('y');
    expect(app.sent).toEqual([{ do: 'task.retry', task: 'task-001' }]);
  });

  it('has its own cap raised, the day where it has none', () => {
    on('Pagination').press('$').confirms('Raise the cap of 003').press('escape');
    const app = on('Baptisms').press('$').confirms("Raise the day's cap").types('10').press('enter');
    expect(app.sent).toEqual([{ do: 'cap.raise', task: null, by_usd: 10 }]);
  });

  it('says at the bottom what came of a wish', async () => {
    const app = on('Pagination').press('p');
    await app.settles();
    app.says('003 is paused').passes(7000).says('? help');
  });
});

describe('The pane', () => {
  it('gets the keyboard by Enter and gives it back by Ctrl-]', () => {
    const app = on('Pagination').press('enter');
    expect(app.typedInto).toEqual(['task-003.1']);
    app.shows('KEYBOARD IN PANE').press('q', 'x', 'escape');
    expect(app.view.bar).toBeNull();
    app.press('ctrl-]').showsNot('KEYBOARD IN PANE');
    expect(app.typedInto).toEqual(['task-003.1', null]);
  });

  it('gives it back when its agent ends', () => {
    const app = on('Pagination').press('enter');
    app.happens({
      type: 'session.exited',
      task: 'task-003',
      session: 'task-003.1',
      code: 0,
      signal: null,
      asked: false,
      duration_ms: 1,
    });
    expect(app.typedInto).toEqual(['task-003.1', null]);
    expect(app.view.typing).toBe(false);
  });

  it('gives it back to a click elsewhere', () => {
    const app = on('Pagination').press('enter').clicks('Baptisms');
    expect(app.typedInto).toEqual(['task-003.1', null]);
    expect(app.view.task).toBe('task-002');
  });
});

describe('Leaving', () => {
  it('asks once, in words, while agents are at work', () => {
    const app = new AConsole().press('q').confirms('Leave the console? 3 agents at work');
    app.shows('l leave it running').shows('h halt them').shows('k kill them now').press('l');
    expect(app.left).toBe(0);
    expect(app.sent).toEqual([]);
  });

  it('halts the day, and leaves with its exit code once it is over', () => {
    const app = new AConsole().press('q', 'h');
    expect(app.sent).toEqual([{ do: 'day.stop', now: false }]);
    expect(app.left).toBeNull();
    app.happens({ type: 'day.ended', exit: 3, why: 'halted at the cap' });
    expect(app.left).toBe(3);
  });

  it('kills the day', () => {
    expect(new AConsole().press('q', 'k').sent).toEqual([{ do: 'day.stop', now: true }]);
  });

  it('asks nothing once the day is over', () => {
    const app = new AConsole().happens({ type: 'day.ended', exit: 1, why: 'one task failed' }).press('q');
    expect(app.left).toBe(1);
  });

  it('takes its question back where the day ends meanwhile', () => {
    const app = new AConsole().press('q').confirms('Leave the console?');
    app.happens({ type: 'day.ended', exit: 1, why: 'one task failed' }).says('the day is over meanwhile');
    expect(app.press('q').left).toBe(1);
  });

  it('asks nothing while the engine is away: agents work on anyway', () => {
    expect(new AConsole().engineGoes('it was killed').press('q').left).toBe(0);
  });
});

describe('Finding', () => {
  it('narrows the list as one types, and shows all again with Escape', () => {
    const app = new AConsole().press('/').types('pgn');
    app.shows('TASKS /pgn').shows('1 of 6').showsNot('Weddings export').press('enter');
    expect(app.view.task).toBe('task-003');
    app.press('escape').shows('Weddings export');
  });

  it('finds by state', () => {
    new AConsole().press('/').types('done').shows('Docs').showsNot('Clean up');
  });

  it('runs anything from the palette', () => {
    const app = on('Pagination').press(':').types('kill').press('enter').confirms('Kill 003?');
    app.press('n', ':').types('notices').press('enter').shows('NOTICES');
  });

  it('says in the palette why something cannot be done', () => {
    on('Docs').press(':').types('pause').shows('001 is done: there is nothing to pause');
  });
});

describe('Reading', () => {
  it('shows a diff with its files, and applies it from there', async () => {
    const app = new AConsole();
    const patch = [
      'diff --git a/src/pages.ts b/src/pages.ts',
      '--- a/src/pages.ts',
      '+++ b/src/pages.ts',
      '@@ -10,2 +10,2 @@',
      ' const a = 1;',
      '-const size = 10;',
      '+const size = 25;',
      '',
    ].join('\n');
    app.detail = ok({ patch, total: { files: 1, added: 1, removed: 1 }, mixed: false, notes: [] });
    app.clicks('Docs').press('D').shows('Asking the engine');
    await app.settles();
    app
      .shows('src/pages.ts')
      .shows('   11 −const size = 10;')
      .shows('   11 +const size = 25;')
      .says('Esc close');
    const worked = { cwd: '/project/tree', isolation: 'worktree', base: 'abc', before: {} } as const;
    app.happens({ type: 'attempt.prepared', task: 'task-001', ...worked }).says('w apply');
    app.press('w').confirms('Apply the changes of 001').press('n');
    app.press('escape').showsNot('src/pages.ts');
  });

  it('says why there is none', async () => {
    const app = new AConsole();
    app.detail = fail('apply.nothing', 'git knows nothing of its tree');
    await app.clicks('Docs').press('D').settles();
    app.shows('git knows nothing of its tree');
  });

  it('has keys of the screen mean what they do elsewhere, where no agent has a screen', () => {
    const app = on('Docs').press('tab');
    expect(app.view.focus).toBe('stage');
    app.press('N').shows('NOTICES').press('/').shows('TASKS /');
    on('Pagination').press('tab', '/').confirms('Search the screen');
  });

  it('scrolls no further than the end', () => {
    const app = new AConsole().press('?', 'G').shows('A dim key cannot act now');
    app.press('k', 'k', 'pageup').showsNot('A dim key cannot act now');
  });
});

describe('The keymap', () => {
  it('gives no key two meanings in one place', () => {
    for (const focus of ['list', 'stage', 'inbox'] as const) {
      const keys = actions
        .filter((each) => each.where === undefined || each.where.includes(focus))
        .flatMap((each) => each.keys);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });

  it('names every action once and explains it in a sentence', () => {
    expect(new Set(actions.map((each) => each.id)).size).toBe(actions.length);
    for (const { doc, label } of actions) {
      expect(doc).toMatch(/^[A-Z]/);
      expect(label).not.toBe('');
    }
  });

  it('writes its own page', () => {
    expect(keymapMarkdown()).toContain('| `x` | End the task');
  });
});

describe('At 80×24', () => {
  it('list, stage and inbox take turns by Tab', () => {
    const app = new AConsole({ columns: 80, rows: 24 }).shows('TASKS').shows('INBOX');
    app.press('tab').shows('screen of task-002.1').showsNot('TASKS').shows(' 2  ? 002');
    app.press('tab').shows('INBOX').press('tab').shows('TASKS');
  });

  it('a question of orch comes into sight from the stage', () => {
    new AConsole({ columns: 80, rows: 24 })
      .press('tab', 'x')
      .confirms('Kill 002?')
      .press('n')
      .shows('screen of task-002.1');
  });
});
