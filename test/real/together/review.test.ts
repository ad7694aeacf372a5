import { describe, expect, test } from 'vitest';
import type { Asked } from '../../fake-model/asked.ts';
import type { Turn } from '../../fake-model/script.ts';
import { shell } from '../codex/stage.ts';
import { manyAgents } from './stage.ts';

const told = ({ messages }: Asked): string => messages.map(({ text }) => text).join('\n');

type Given = Readonly<Record<string, unknown>>;

/** By orch's own tool. */
const verdict = (input: Given): Turn => ({ calls: [{ mcp: 'give_verdict', server: 'orch', input }] });

/** By its last words, as one without the tool gives it. */
const lastWords = (input: Given): Turn => ({
  says: `I looked.\n\n\`\`\`json\n${JSON.stringify(input)}\n\`\`\``,
  usage: { input: 900, output: 60 },
});

/** Who is asked: the author speaks one dialect, the reviewer the other. */
const forEach =
  (author: Turn, reviewer: (asked: Asked) => Turn) =>
  (asked: Asked): Turn =>
    asked.dialect === 'anthropic' ? author : reviewer(asked);

const lookedThrough: Turn = { says: 'I have given my verdict.' };

describe('a round of review between two agents', () => {
  test('sends the findings back to the author, whose mended work is accepted', async () => {
    const { model, project } = await manyAgents({
      DOOR: [
        forEach({ calls: [{ run: 'echo red > door.txt', why: 'Paint it' }] }, (asked) =>
          told(asked).includes('This is round 2')
            ? lastWords({ verdict: 'accept', text: 'The hinge is there.', findings: [] })
            : lastWords({
                verdict: 'revise',
                text: 'Not yet.',
                findings: ['door.txt: the hinge is missing'],
              }),
        ),
        forEach({ says: 'The door is red.' }, () => lookedThrough),
        forEach({ calls: [{ run: 'echo hinge >> door.txt', why: 'Mend it' }] }, () => lookedThrough),
        forEach({ says: 'It has a hinge now.' }, () => lookedThrough),
      ],
    });
    project.day([
      {
        id: 'door',
        name: 'Paint the door',
        description: 'Paint it. [[DOOR]]',
        agent: 'claude',
        retries: 0,
        review: { by: 'codex', at: ['end'] },
        acceptance: [{ file: 'door.txt' }],
      },
    ]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('review.decided').map(({ by, action, round }) => ({ by, action, round }))).toEqual([
      { by: 'codex', action: 'revise', round: 1 },
      { by: 'codex', action: 'accept', round: 2 },
    ]);
    // The same conversation went on: the author heard the finding in it.
    const heard = model.ledger
      .billed(({ asked }) => asked.dialect === 'anthropic')
      .map(({ asked }) => told(asked));
    expect(heard.at(-1)).toContain('the hinge is missing');
    expect(heard.at(-1)).toContain('Paint it.');
    expect(project.read('agent_workspaces', 'door', 'tree', 'door.txt')).toBe('red\nhinge\n');
    const kept = JSON.parse(project.read('agent_workspaces', 'door', 'reviews', 'door.review-1.json'));
    expect(kept).toMatchObject({
      by: 'codex',
      verdict: 'revise',
      findings: ['door.txt: the hinge is missing'],
    });
    expect(kept.tokens.input).toBeGreaterThan(0);
    expect(project.read('agent_workspaces', 'door.review-1', 'diff.patch')).toContain('+red');
    expect(await project.does('report', '--json')).toContain('door.review-2');
  });

  test('keeps the reviewer from writing in the author’s folder', async () => {
    const { project } = await manyAgents({
      SHED: [
        (asked) =>
          asked.dialect === 'responses'
            ? { calls: [shell('echo paint > shed.txt')] }
            : { calls: [{ run: 'echo mine > shed.txt', why: 'Change it' }] },
        (asked) =>
          asked.dialect === 'responses'
            ? { says: 'Built.' }
            : verdict({ verdict: 'accept', text: 'Good.', findings: [] }),
        () => lookedThrough,
      ],
    });
    project.day([
      {
        id: 'shed',
        name: 'Build the shed',
        description: 'Build it. [[SHED]]',
        agent: 'codex',
        retries: 0,
        review: { by: 'claude', at: ['end'] },
      },
    ]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(project.read('agent_workspaces', 'shed', 'tree', 'shed.txt')).toBe('paint\n');
  });
});
