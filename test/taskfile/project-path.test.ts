import { describe, expect, test } from 'vitest';
import { inTask, said } from '../fixtures/day-files.ts';

describe('no path leaves the project', () => {
  test.each(['../x.md', 'docs/../../x.md', '/etc/passwd', '~/x.md', 'C:\\x.md', '..\\x.md'])('%s', (path) => {
    for (const line of [
      `context_files: ['${path}']`,
      `deliverables: ['${path}']`,
      `acceptance: [{file: '${path}'}]`,
    ])
      expect(said(inTask(line)).join()).toContain('leaves the project');
  });

  test('nor one that prose names, nor one with a NUL', () => {
    expect(said(inTask('deliverables: [Updated ../other/x.md]')).join()).toContain('leaves the project');
    expect(said(inTask('deliverables: ["a\\0b.md"]')).join()).toContain('control character');
  });
});
