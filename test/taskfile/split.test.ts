import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings.ts';
import { parseDay } from '../../src/taskfile/day.ts';
import { mistakeLine } from '../../src/taskfile/render.ts';

const context = { today: '2026-11-21', settings: defaultSettings };

const tasks = (text: string) => {
  const read = parseDay(`tasks:\n${text}`, context);
  if (!read.ok) throw new Error(read.mistakes.map((mistake) => mistakeLine('f', mistake)).join('\n'));
  return read.value.tasks;
};

const said = (text: string): string[] => {
  const read = parseDay(`tasks:\n${text}`, context);
  return read.ok ? [] : read.mistakes.map((mistake) => mistakeLine('f', mistake));
};

const goal = (more: string): string =>
  `  - id: shop\n    name: A shop\n    description: Open it.\n    ${more}\n`;

describe('`review`', () => {
  test('by one agent is asked for at every moment, two rounds at the end', () => {
    const [task] = tasks(goal('review: codex'));
    expect(task?.review).toEqual({
      by: ['codex'],
      model: null,
      at: ['milestone', 'blocker', 'request', 'end', 'silence'],
      rounds: 2,
      max_cost_usd: null,
    });
  });

  test('says who, when, how often and for how much', () => {
    const [task] = tasks(
      goal('review: {by: [codex, gemini], model: big, at: [end, blocker], rounds: 3, max_cost_usd: 1.5}'),
    );
    expect(task?.review).toEqual({
      by: ['codex', 'gemini'],
      model: 'big',
      at: ['end', 'blocker'],
      rounds: 3,
      max_cost_usd: 1.5,
    });
  });

  test('may be said once for all tasks', () => {
    const text = `defaults: {review: {by: codex, at: end}}\ntasks:\n${goal('agent: claude')}`;
    const read = parseDay(text, context);
    expect(read.ok && read.value.tasks[0]?.review?.at).toEqual(['end']);
  });

  test('misspelt is told with what was meant', () => {
    expect(said(goal('review: codx'))).toEqual([expect.stringContaining('did you mean `codex`?')]);
    expect(said(goal('review: {by: codex, at: [ende]}'))).toEqual([
      expect.stringContaining('did you mean `end`?'),
    ]);
    expect(said(goal('review: {agent: codex}'))[0]).toContain('did you mean `by`?');
  });
});

describe('`split`', () => {
  const three = 'split: {design: gemini, implementation: [claude, codex], review: codex}';

  test('makes linked tasks of one goal; what waits for the goal waits for the built and reviewed one', () => {
    const all = tasks(`${goal(three)}  - {id: ads, name: Ads, description: Tell, depends_on: [shop]}\n`);
    expect(all.map(({ id, agents, depends_on }) => ({ id, agents, depends_on }))).toEqual([
      { id: 'shop.design', agents: ['gemini'], depends_on: [] },
      { id: 'shop', agents: ['claude', 'codex'], depends_on: ['shop.design'] },
      { id: 'ads', agents: ['claude'], depends_on: ['shop'] },
    ]);
    expect(all[1]?.review).toMatchObject({ by: ['codex'], at: ['blocker', 'request', 'end'] });
    expect(all[1]?.description).toContain('agent_workspaces/shop.design/design.md');
    expect(all[0]?.acceptance).toHaveLength(1);
  });

  test('divides the cap: 45, 40 and 15 %, or as it says', () => {
    const caps = (text: string) => {
      const [design, built] = tasks(goal(text));
      return [design?.max_cost_usd, built?.max_cost_usd, built?.review?.max_cost_usd];
    };
    expect(caps(`${three}\n    max_cost_usd: 10`)).toEqual([4.5, 4, 1.5]);
    const own =
      'split: {design: {agent: gemini, share: 40}, implementation: {agent: claude, share: 50}, review: {agent: codex, share: 10}}';
    expect(caps(`${own}\n    max_cost_usd: 10`)).toEqual([4, 5, 1]);
  });

  test('that does not add up, or says a thing twice, is refused', () => {
    const uneven = 'split: {design: {agent: gemini, share: 60}, implementation: claude, review: codex}';
    expect(said(goal(uneven))).toEqual([expect.stringContaining('115 %')]);
    expect(said(goal(`${three}\n    agent: claude`))).toEqual([
      expect.stringContaining('names its agents there'),
    ]);
    expect(said(goal('split: {design: gemini, review: codex}'))).toEqual([
      expect.stringContaining('needs `implementation`'),
    ]);
  });

  test('may not take the id of another task', () => {
    const text = `${goal(three)}  - {id: shop.design, name: x, description: y}\n`;
    expect(said(text)).toEqual([expect.stringContaining('is taken')]);
  });
});
