import { describe, expect, test } from 'vitest';
import { checking } from './checking.ts';

const { check, write } = checking();

describe('orch check of agents', () => {
  test('says who reviews, what that may cost, and whose place another takes', async () => {
    await write(
      'tasks/reviewed.yaml',
      `date: 2025-11-18
tasks:
  - {id: alone, name: Alone, description: x, agent: codex}
  - {id: either, name: Either, description: x, agent: [codex, claude], review: {by: claude, at: end}}
  - {id: both, name: Both, description: x, agent: claude, review: [opencode, codex]}
`,
    );
    const { out, code } = await check('tasks/reviewed.yaml');
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(out).toContain('reviewed by claude (end)');
    expect(out).toContain('reviewed by opencode, codex\n');
    const from = lines.findIndex((line) => line.startsWith('Agents'));
    expect(lines.slice(from + 1, lines.indexOf('', from))).toEqual([
      '  ! codex is not signed in: nobody else is named for alone',
      '  ! codex is not signed in: claude takes either',
      '  ! claude would review its own work: either',
      '  ! opencode is not on this machine: nobody else is named for the review of both',
      '  ! codex is not signed in: nobody else is named for the review of both',
    ]);
    expect(lines.find((line) => line.startsWith('  reviews'))).toMatch(/\$.* of that$/);

    const signedIn = await check('tasks/reviewed.yaml', { json: true, env: { OPENAI_API_KEY: 'x' } });
    const data = JSON.parse(signedIn.out);
    expect(data.doubts).toEqual([
      {
        kind: 'missing',
        agent: 'opencode',
        role: 'review',
        instead: 'codex',
        tasks: ['both'],
        text: 'opencode is not on this machine: codex takes the review of both',
      },
    ]);
    expect(data.order[1]).toMatchObject({ id: 'either', review: { by: ['claude'], at: ['end'] } });
  });

  test('shows a split goal as its linked tasks, the second reviewed', async () => {
    await write(
      'tasks/split.yaml',
      `date: 2025-11-18
tasks:
  - {id: goal, name: The goal, description: x, split: {design: claude, implementation: codex, review: claude}}
`,
    );
    const { out, code } = await check('tasks/split.yaml', { env: { OPENAI_API_KEY: 'x' } });
    expect(code).toBe(0);
    expect(out).toMatch(/1 {2}goal\.design {2}Design: The goal/);
    expect(out).toContain('reviewed by claude (blocker, request, end) · after goal.design');
    expect(out).not.toContain('Agents');
  });

  test('names the model each task would be worked with: its own, by complexity, or the agent’s', async () => {
    await write(
      'orch.yaml',
      'models: {low: {claude: haiku}, high: {claude: opus}}\nagents: {claude: {model: sonnet}}',
    );
    const task = (id: string, more: string) => `  - {id: ${id}, name: N, description: x, ${more}}\n`;
    await write(
      'tasks/models.yaml',
      `date: 2025-11-18\ntasks:\n${task('a', 'estimated_complexity: low')}${task('b', 'estimated_complexity: high')}${task('c', 'estimated_complexity: medium')}${task('d', 'model: fable')}`,
    );
    const { out } = await check('tasks/models.yaml', { json: true });
    const models = JSON.parse(out).order.map((each: { id: string; model: string }) => [each.id, each.model]);
    expect(Object.fromEntries(models)).toEqual({ a: 'haiku', b: 'opus', c: 'sonnet', d: 'fable' });
  });
});
