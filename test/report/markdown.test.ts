import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/event.ts';
import { reduceEvening, startOfEvening } from '../../src/report/evening.ts';
import { reportMarkdown } from '../../src/report/markdown.ts';
import { reportOf } from '../../src/report/report.ts';
import { aDay, added, aTask, begun, eventsOf, minute, opened, used } from '../fixtures/a-day.ts';

// The report shows the clock of the machine it is read on.
process.env.TZ = 'UTC';

const textOf = (day: readonly (readonly [number, Draft])[], minutes = 40): string =>
  reportMarkdown(reportOf(eventsOf(day).reduce(reduceEvening, startOfEvening), minute(minutes)));

const text = textOf(aDay);

/** The lines below a heading, up to the next of its kind. */
const below = (heading: string, of = text): string => {
  const [, rest = ''] = of.split(`\n${heading}\n`);
  const depth = heading.split(' ')[0];
  return rest.split(`\n${depth} `)[0] ?? '';
};

describe('the evening report', () => {
  it('begins with the day in a few lines', () => {
    expect(text.split('\n').slice(0, 8)).toEqual([
      '# Saturday, 21 November 2026',
      '',
      '`tasks/today.yaml` · 09:00–… (40m) · **still running**',
      '',
      '- 3 tasks: 1 waiting, 1 done, 1 failed',
      '- $0.40 + 1,200 tokens of unknown price; the cap is $20.00, 2% of it used',
      '- claude 36m in 4 sessions',
      '- 2 asks waited for you, 12m in all, 8m the longest (`p-3`); **1 still open**; your rules answered 1 more ask',
    ]);
  });

  it('lists what is left for the person, each with the command for it', () => {
    expect(below('## For you').trim().split('\n')).toEqual([
      '- [ ] permission `p-3` is still open: wants to run (`orch approve p-3`)',
      '- [ ] `pages` failed: exit 1; all 2 attempts used up (`orch retry pages`)',
      '- [ ] judge `docs`: it reads well',
      '- [ ] bring in `docs`: `orch diff docs`, then `orch apply docs`',
    ]);
  });

  it('has its tables in line, so that they read in a terminal too', () => {
    const table = below('## Tasks').trim().split('\n');
    expect(new Set(table.map((line) => [...line].length)).size).toBe(1);
    expect(table[2]).toContain('1 ok, 1 to judge, 2 files, +40 −3');
  });

  it('never shows $0 where no usage was recorded', () => {
    expect(below('### ✘ pages: The work of pages')).toContain('no usage recorded');
    expect(text).not.toContain('$0.00');
  });

  it('says of which day the prices are, and what to do about what has none', () => {
    expect(below('## Cost by model').trim().split('\n').slice(-2)).toEqual([
      'Priced by the price table of 2026-11-01.',
      'What is of unknown price costs something too: give its model a price under `prices` in orch.yaml.',
    ]);
  });

  it('takes the cost an agent states itself for that of its model', () => {
    const shown = textOf([
      [0, opened()],
      [0, added(aTask('docs'), 0)],
      [1, begun('docs', 1)],
      [2, used('docs', 'opus', 100, 0.3)],
      [3, { type: 'session.cost', task: 'docs', session: 'docs.1', total_usd: 0.5, usd: 0.2 }],
    ]);
    // Of the day, and of the task.
    expect(shown.match(/opus *\| *\$0\.50 /g)).toHaveLength(2);
    expect(below('## Cost by model', shown)).toContain("Priced by the agent's own figures.");
  });

  it("tells how far an agent's plan is used up", () => {
    const shown = textOf([
      [0, opened()],
      [0, added(aTask('docs'), 0)],
      [1, begun('docs', 1)],
      [
        2,
        {
          type: 'session.quota',
          task: 'docs',
          session: 'docs.1',
          window: '5h',
          used: 0.5,
          resets_at: minute(100),
        },
      ],
    ]);
    expect(shown).toContain('\n- plan of claude: 5h 50% used, reset in 1 h\n');
  });

  it('shows checks, attempts, answers and places of a task', () => {
    const docs = below('### ✔ docs: The work of docs');
    expect(docs).toContain('- ✔ npm test (exit 0)');
    expect(docs).toContain('- [ ] for you to judge: it reads well');
    expect(docs).toContain('- attempt 1, claude·sonnet (09:01, 19m, exit 0) **passed**');
    expect(docs).toContain('sent 09:08 (file) → delivered 09:09 (answer.md was read)');
    expect(docs).toContain('worktree `/project/agent_workspaces/docs/tree`');
  });

  it('shows what an agent says as text, whatever it says', () => {
    expect(text).toContain('Which \\*pattern\\*? Old \\| new');
    const hostile = aTask('docs', { name: '# <b>x</b>\u202e\n| a | \u001b[31m _b_ &lt;' });
    const shown = textOf([
      [0, opened()],
      [0, added(hostile, 0)],
    ]);
    expect(shown).toContain('docs \\# \\<b\\>x\\</b\\> \\| a \\| \\[31m \\_b\\_ \\&lt;');
    expect(shown).not.toMatch(/[\u202e\u001b]/);
  });

  it('tells the steps that were run', () => {
    const step: Draft = {
      type: 'session.step',
      task: 'docs',
      session: 'docs.1',
      step: 1,
      skill: 'bash',
      args: ['echo `hi`'],
      code: 1,
      ok: false,
      optional: true,
      duration_ms: 65_000,
      stdout: '',
      stderr: '',
    };
    const shown = textOf([
      [0, opened()],
      [0, added(aTask('docs'), 0)],
      [1, begun('docs', 1)],
      [2, step],
    ]);
    expect(shown).toContain('- ✘ 1. bash `` echo `hi` `` (1m05s, exit 1, optional)');
  });

  it('hands out a skeleton for the feedback of the day', () => {
    const feedback = below('## Your feedback');
    expect(feedback).toContain('`feedback/2026-11-21.md`');
    expect(text).toContain('## docs: The work of docs\nRating: ?/5');
  });

  it('says so when the day is empty and over', () => {
    const shown = textOf([
      [0, opened(null)],
      [5, { type: 'day.ended', exit: 0, why: 'no tasks' }],
    ]);
    expect(shown).toContain('09:00–09:05 (5m) · ended with exit 0: no tasks');
    expect(shown).toContain(
      '- 0 tasks\n- no usage recorded, no cap\n- no agent ran\n- nothing waited for you',
    );
  });
});
