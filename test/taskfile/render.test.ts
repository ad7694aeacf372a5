import { describe, expect, test } from 'vitest';
import { renderMistakes } from '../../src/taskfile/render.ts';
import { mistakesIn } from '../fixtures/day-files.ts';

const rendered = (text: string): string => renderMistakes('tasks/today.yaml', text, mistakesIn(text));

describe('all mistakes are told at once', () => {
  test('in the order of the file, each under its line', () => {
    const text = `max_agent: 3
tasks:
  - id: ../x
    name: A
    descripton: d
    estimated_complexity: meduim
    deliverables:
      - ../../etc/passwd
`;
    expect(rendered(text)).toMatchInlineSnapshot(`
      "tasks/today.yaml:1:1: unknown key \`max_agent\` in a day
        1 │ max_agent: 3
          │ ^^^^^^^^^
          ╰ did you mean \`max_agents\`?

      tasks/today.yaml:3:9: \`id\` cannot name a folder
        3 │   - id: ../x
          │         ^^^^
          ╰ use 1 to 64 letters, digits, \`.\`, \`_\` or \`-\`, beginning with a letter or digit

      tasks/today.yaml:5:5: unknown key \`descripton\` in a task
        5 │     descripton: d
          │     ^^^^^^^^^^
          ╰ did you mean \`description\`?

      tasks/today.yaml:6:27: \`estimated_complexity\` must be \`low\`, \`medium\` or \`high\`, found "meduim"
        6 │     estimated_complexity: meduim
          │                           ^^^^^^
          ╰ did you mean \`medium\`?

      tasks/today.yaml:8:9: item 1 of \`deliverables\` leaves the project: it goes up with \`..\`
        8 │       - ../../etc/passwd
          │         ^^^^^^^^^^^^^^^^
          ╰ use a path inside the project

      5 mistakes
      "
    `);
  });

  test('at most fifty are shown, and counted', () => {
    const text = Array.from({ length: 70 }, (_, i) => `k${i}: 1`).join('\n');
    const output = rendered(text);
    expect(output.match(/^tasks\/today\.yaml:/gm)).toHaveLength(50);
    expect(output.trimEnd().endsWith('71 mistakes, the first 50 shown')).toBe(true);
  });

  test('the caret stands under wide letters, past tabs, and inside long lines', () => {
    expect(
      rendered('{"tasks": [{"id": "a", "name": "日本語", "nmae": 1, "description": "d"}]}'),
    ).toMatchInlineSnapshot(`
      "tasks/today.yaml:1:39: unknown key \`nmae\` in a task
        1 │ {"tasks": [{"id": "a", "name": "日本語", "nmae": 1, "description": "d"}]}
          │                                          ^^^^^^
          ╰ did you mean \`name\`?

      1 mistake
      "
    `);
    expect(
      rendered(`{"tasks": [{"id": "a", "name": "${'x'.repeat(200)}", "nmae": 1, "description": "d"}]}`),
    ).toMatchInlineSnapshot(`
      "tasks/today.yaml:1:236: unknown key \`nmae\` in a task
        1 │ …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "nmae": 1, "description": "d"}]}
          │                                                    ^^^^^^
          ╰ did you mean \`name\`?

      1 mistake
      "
    `);
  });

  test('nothing in the file acts on the terminal that shows it', () => {
    const output = rendered('tasks: 1 # \u202Egnp.exe\u2066\u200F');
    expect(output).toContain('tasks: 1');
    expect(output).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200F]/);
  });
});
