import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorsPage } from '../../scripts/errors-page.ts';
import { catalogue, fail, failureLine } from '../../src/domain/errors.ts';

it('lists every code in docs/errors.md', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
});

it('says what, where and what to do in one line', () => {
  const { error } = fail('taskfile.missing', 'there is no tasks/x.yaml', { where: 'tasks/x.yaml' });
  expect(failureLine(error)).toBe(
    'orch: tasks/x.yaml: there is no tasks/x.yaml (`orch init` writes a first one; or name another)',
  );
});

it('gives every failure a sentence, a mend and an exit code people rely on', () => {
  for (const [code, { exit, means, mend }] of Object.entries(catalogue)) {
    expect([1, 2, 3, 4], code).toContain(exit);
    expect(means, code).toMatch(/\.$/);
    expect(mend.length, code).toBeGreaterThan(5);
  }
});
