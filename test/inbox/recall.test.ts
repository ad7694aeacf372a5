import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote } from '../../src/inbox/notes.ts';
import { passagesBeside } from '../../src/inbox/passages.ts';
import { recall } from '../../src/inbox/recall.ts';

let all: string;
beforeEach(() => {
  all = join(mkdtempSync(join(tmpdir(), 'orch-recall-')), 'agent_workspaces');
});
afterEach(() => rmSync(join(all, '..'), { recursive: true, force: true }));

const write = (task: string, file: string, text: string): void => {
  mkdirSync(join(all, task), { recursive: true });
  writeFileSync(join(all, task, file), text);
};

describe('what tasks left behind', () => {
  it('is read a note and a paragraph at a time, below its heading, without one’s own summary', () => {
    write('t1', 'notes.md', '- 2026-11-20 10:00 first\n  goes on\n- 2026-11-20 11:00 second\n');
    write('t2', 'summary.md', '# Summary\n\n## Decisions\n\nWe took A.\n\nNot B.\n');
    write('me', 'summary.md', 'mine');
    write('me', 'notes.md', '- 2026-11-21 09:00 my note\n');
    const texts = passagesBeside(join(all, 'me')).map(({ from, text }) => `${from}: ${text}`);
    expect(texts.sort()).toEqual([
      'agent_workspaces/me/notes.md: - 2026-11-21 09:00 my note',
      'agent_workspaces/t1/notes.md: - 2026-11-20 10:00 first\n  goes on',
      'agent_workspaces/t1/notes.md: - 2026-11-20 11:00 second',
      'agent_workspaces/t2/summary.md: ## Decisions\nNot B.',
      'agent_workspaces/t2/summary.md: ## Decisions\nWe took A.',
    ]);
  });

  it('is nothing where there was no task before', () => {
    expect(passagesBeside(join(all, 'me'))).toEqual([]);
    expect(recall('anything', [])).toMatch(/^Nothing was noted/);
  });
});

describe('a recall', () => {
  it('finds the best five, also by words half typed or misspelt', () => {
    const passages = Array.from({ length: 20 }, (_, id) => ({
      id,
      from: `t${id}/notes.md`,
      text: id === 13 ? 'The pagination of baptisms breaks on empty lists' : `a list of things, number ${id}`,
    }));
    const found = recall('paginaton baptism list', passages);
    expect(found.split('\n')[0]).toBe('1. t13/notes.md');
    expect(found.match(/^\d\. /gm)).toHaveLength(5);
  });
});

describe('a note', () => {
  it('is added below the others with its time, and says where it cannot be kept', () => {
    const at = new Date(2026, 10, 21, 9, 5).getTime();
    const workspace = join(all, 'me');
    expect([addNote(workspace, 'one', at), addNote(workspace, ' two\nlines ', at)]).toEqual([true, true]);
    expect(passagesBeside(workspace).map(({ text }) => text)).toEqual([
      '- 2026-11-21 09:05 one',
      '- 2026-11-21 09:05 two\n  lines',
    ]);
    write('file', 'x', '');
    expect(addNote(join(all, 'file', 'x'), 'nowhere', at)).toBe(false);
  });
});
