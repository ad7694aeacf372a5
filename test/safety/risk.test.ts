import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskSpec } from '../../src/domain/task.ts';
import { riskOf } from '../../src/safety/risk.ts';
import { bashStep, task } from '../fixtures/day-files.ts';

const steps = (...commands: string[]): Partial<TaskSpec> => ({
  agents: ['steps'],
  steps: commands.map(bashStep),
});

const risk = (given: Partial<TaskSpec>) => riskOf(task({ id: 'a', ...given }));

describe('what a task declares', () => {
  test.each([
    ['low', 10, false],
    ['medium', 30, false],
    ['high', 60, true],
  ] as const)('%s gives %i points', (level, score, needsApproval) => {
    expect(risk({ risk: level })).toEqual({
      score,
      reasons: [`declared ${level} +${score}`],
      dangerous: false,
      needs_approval: needsApproval,
    });
  });

  test('urgent adds 15 and always asks', () => {
    expect(risk({ priority: 'urgent' })).toMatchObject({
      score: 25,
      reasons: ['declared low +10', 'urgent +15'],
      needs_approval: true,
    });
  });
});

describe('what its commands do', () => {
  test('a push, a force flag and a danger are named with their step', () => {
    const found = risk({
      risk: 'medium',
      ...steps('echo hi', 'git push origin feature', 'git clean --force'),
    });
    expect(found).toEqual({
      score: 80,
      reasons: ['declared medium +30', 'git push in step 2 +20', 'force flag in step 3 +30'],
      dangerous: false,
      needs_approval: true,
    });
  });

  test('the deployment of the documentation scores as it says', () => {
    const found = risk({
      risk: 'high',
      priority: 'urgent',
      steps: [
        { skill: 'git', args: ['push', 'origin', 'main'], timeout_ms: 1, optional: false },
        { skill: 'bash', args: ['scripts/deploy_prod.sh'], timeout_ms: 1, optional: false },
      ],
    });
    expect(found).toMatchObject({ score: 95, dangerous: false, needs_approval: true });
  });

  test.each([
    ['rm -rf /'],
    ['mkfs.ext4 /dev/sdb1'],
    ['dd if=/dev/zero of=/dev/sda'],
    ['sudo reboot'],
    ['chmod 777 /'],
    [':(){ :|:& };:'],
    ['git push --force origin main'],
    ['eval "$INPUT"'],
  ])('%s is dangerous', (command) => {
    const found = risk(steps(command));
    expect(found.dangerous).toBe(true);
    expect(found.needs_approval).toBe(true);
    expect(found.score).toBeGreaterThanOrEqual(80);
    expect(found.reasons[1]).toMatch(/^dangerous: .+ in step 1 \+70$/);
  });

  test('every danger is told, the points are given once, and 100 is the most', () => {
    const found = risk({ risk: 'medium', ...steps('rm -rf /', 'reboot') });
    expect(found.reasons.filter((reason) => reason.startsWith('dangerous'))).toHaveLength(2);
    expect(found.reasons.filter((reason) => reason.endsWith('+70'))).toHaveLength(1);
    expect(found.score).toBe(100);
  });

  test('a check that runs counts as a step does', () => {
    const acceptance: TaskSpec['acceptance'] = [
      { kind: 'sentence', text: 'Then git push' },
      { kind: 'run', command: 'npm test && git push' },
    ];
    expect(risk({ acceptance }).reasons).toEqual(['declared low +10', 'git push in check 2 +20']);
  });
});

describe('no false alarm', () => {
  test.each([
    'tail -f log',
    'grep -f words.txt docs',
    'rm -f old.log',
    'echo "git push"',
    'git status',
    'npm run build',
  ])('%s', (command) => {
    expect(risk(steps(command)).reasons).toEqual(['declared low +10']);
  });

  test('over prose and inline code, which mostly say what not to do', () => {
    const description = 'Never run `git push --force` or rm -rf / here.\n```yaml\nrun: git push\n```\n';
    expect(risk({ description }).reasons).toEqual(['declared low +10']);
  });

  test('but a shell block in the description is there to be run', () => {
    const description = 'Publish it:\n```sh\n$ npm run build\n$ git push origin docs\n```\n';
    expect(risk({ description }).reasons).toEqual(['declared low +10', 'git push in the description +20']);
  });

  test('over the body of a request', () => {
    const step = {
      skill: 'http',
      args: ['POST', 'http://localhost/', 'git push'],
      timeout_ms: 1,
      optional: false,
    };
    expect(risk({ steps: [step] }).reasons).toEqual(['declared low +10']);
  });
});

test('whatever the commands are, the score is from 10 to 100 and its reasons add up', () => {
  const piece = fc.constantFrom(
    'git push',
    'rm -rf /',
    '--force',
    'main',
    ';',
    '|',
    'sh',
    '"',
    '$(',
    'eval',
    'x',
    '```sh\n',
  );
  const command = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 4 }), command, (commands, description) => {
      const found = risk({ ...steps(...commands), description });
      const points = found.reasons.map((reason) => Number(/\+(\d+)$/.exec(reason)?.[1] ?? 0));
      expect(found.score).toBe(
        Math.min(
          100,
          points.reduce((sum, each) => sum + each, 0),
        ),
      );
      expect(found.score).toBeGreaterThanOrEqual(10);
    }),
  );
});
