import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { QuestionFiles } from '../../src/inbox/archive.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'orch-archive-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

it('puts a question an earlier conversation left unanswered aside, and loses no word of it', () => {
  writeFileSync(join(workspace, 'question.md'), 'Which?');
  new QuestionFiles(workspace).setAside();
  expect(existsSync(join(workspace, 'question.md'))).toBe(false);
  expect(readFileSync(join(workspace, 'questions', '1-question.md'), 'utf8')).toBe('Which?');
});

it('has nothing to put aside where nothing was asked', () => {
  new QuestionFiles(workspace).setAside();
  expect(readdirSync(workspace)).toEqual([]);
});
