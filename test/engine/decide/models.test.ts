import { expect, test } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { parseDay } from '../../../src/taskfile/day.ts';
import { parseSettings } from '../../../src/taskfile/settings.ts';
import { Day } from './day.ts';

/** A day as its files say it; `codex` is not on this machine where it says so. */
const dayOf = (settings: string, tasks: string, missing: readonly string[] = []): Day => {
  const said = parseSettings(settings, defaultSettings);
  if (!said.ok) throw new Error(JSON.stringify(said.mistakes));
  const read = parseDay(`tasks:\n${tasks}`, { today: '2026-11-21', settings: said.value });
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const day = new Day();
  const agents = missing.map((name) => ({ name, path: null, signed_in: null }));
  day.start(read.value.tasks, { max_agents: 9 }, { agents, settings: said.value });
  return day;
};

const modelsIn = (day: Day): Record<string, string> =>
  Object.fromEntries(
    day.events.flatMap((event) =>
      event.type === 'attempt.started'
        ? [[event.task ?? '', `${event.agent} ${event.model ?? 'by itself'}`]]
        : [],
    ),
  );

const settings = `
models: {low: {claude: haiku, codex: mini}, high: {claude: opus}}
agents: {claude: {model: sonnet}}
`;

const task = (id: string, more: string): string => `  - {id: ${id}, name: N, description: D, ${more}}\n`;

test('the model of a task is its own, else by its complexity, else its agent’s, else the agent’s own choice', () => {
  const day = dayOf(
    settings,
    task('own', 'agent: claude, model: fable, estimated_complexity: low') +
      task('low', 'agent: claude, estimated_complexity: low') +
      task('high', 'agent: claude, estimated_complexity: high') +
      task('medium', 'agent: claude, estimated_complexity: medium') +
      task('free', 'agent: codex, estimated_complexity: high'),
  );
  expect(modelsIn(day)).toEqual({
    own: 'claude fable',
    low: 'claude haiku',
    high: 'claude opus',
    medium: 'claude sonnet',
    free: 'codex by itself',
  });
});

test('a task’s own model means nothing to the agent that takes over', () => {
  const tasks =
    task('a', 'agent: [codex, claude], model: gpt-5, estimated_complexity: low') +
    task('b', 'agent: [claude, codex], model: fable, estimated_complexity: low');
  expect(modelsIn(dayOf(settings, tasks, ['codex']))).toEqual({ a: 'claude haiku', b: 'claude fable' });
  expect(modelsIn(dayOf(settings, tasks, ['claude']))).toEqual({ a: 'codex gpt-5', b: 'codex mini' });
});
