import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBareRedirect } from '../../../../src/agents/opencode/program/bare-redirect.ts';
import { EventFile } from '../../../../src/agents/opencode/program/event-file.ts';
import { shortened } from '../../../../src/agents/opencode/program/shorten.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'orch-opencode-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

const linesOf = (path: string): unknown[] =>
  fs
    .readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('the file of events', () => {
  it('has a line for each, and one for what is said twice in a row', () => {
    const path = join(dir, 'events.jsonl');
    const file = new EventFile(path);
    file.say('a', { x: 1 });
    file.say('a', { x: 1 });
    file.say('a', { x: 2 });
    expect(linesOf(path)).toEqual([
      { at: expect.any(Number), type: 'a', properties: { x: 1 } },
      { at: expect.any(Number), type: 'a', properties: { x: 2 } },
    ]);
  });

  it('is for nobody else’s eyes', () => {
    const path = join(dir, 'events.jsonl');
    new EventFile(path).say('a', {});
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  });

  it('loses nothing that could not be written at once', () => {
    const path = join(dir, 'later', 'events.jsonl');
    const file = new EventFile(path);
    file.say('first', {});
    fs.mkdirSync(join(dir, 'later'));
    file.say('second', {});
    expect(linesOf(path)).toMatchObject([{ type: 'first' }, { type: 'second' }]);
  });
});

describe('what is kept of an event', () => {
  const part = (more: object) => ({
    type: 'message.part.updated',
    properties: { part: { id: 'prt_1', sessionID: 'ses_1', messageID: 'msg_1', ...more } },
  });

  it('is a text once it is whole', () => {
    expect(shortened(part({ type: 'text', text: 'He', time: { start: 1 } }))).toBeNull();
    expect(shortened(part({ type: 'text', text: 'Hello', time: { start: 1, end: 2 } }))).toMatchObject({
      properties: { part: { text: 'Hello', time: { end: 2 } } },
    });
  });

  it('is a call without all it was given and printed', () => {
    const state = {
      status: 'running',
      input: { command: 'x'.repeat(100_000), description: 'Tests' },
      metadata: { output: 'y'.repeat(100_000) },
    };
    const short = shortened(part({ type: 'tool', callID: 'c1', tool: 'bash', state }));
    expect(short?.properties).toEqual({
      part: {
        ...{ id: 'prt_1', sessionID: 'ses_1', messageID: 'msg_1', type: 'tool', callID: 'c1', tool: 'bash' },
        state: { status: 'running', input: { description: 'Tests' } },
      },
    });
  });

  it('is nothing of what orch does not need', () => {
    for (const type of ['message.part.delta', 'session.diff', 'file.edited', 'lsp.updated', ''])
      expect(shortened({ type, properties: {} })).toBeNull();
    expect(shortened({ type: 'tui.command.execute', properties: { command: 'prompt.clear' } })).toBeNull();
    expect(
      shortened({ type: 'tui.command.execute', properties: { command: 'orch.answered x' } }),
    ).not.toBeNull();
  });
});

describe('a redirection without a command', () => {
  it.each([
    '> a',
    '>> a',
    'ls; > a',
    'ls && > a',
    'x=1 > a',
    'if true; then > a; fi',
    '(> a)',
    'ls\n>a',
    'cat <<EOF\nx\nEOF\n> a',
    '2> a',
  ])('%j is one', (command) => {
    expect(hasBareRedirect(command)).toBe(true);
  });

  it.each([
    'ls > a',
    ': > a',
    'ls 2>&1',
    'ls &> a',
    'ls &>> a',
    'a | tee b > c',
    'cat > a <<EOF\n> quoted\nEOF',
    'echo "a; > b"',
    'ls >| a',
    'x=1 ls > a',
    'cat < a',
    '',
  ])('%j is none', (command) => {
    expect(hasBareRedirect(command)).toBe(false);
  });
});
