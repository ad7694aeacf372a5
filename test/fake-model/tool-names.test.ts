import { expect, test } from 'vitest';
import type { Asked } from './asked.ts';
import type { Call } from './script.ts';
import { named } from './tool-names.ts';

const asked = (dialect: Asked['dialect'], tools: Asked['tools']): Asked => ({
  dialect,
  path: '/',
  model: 'm',
  stream: true,
  messages: [],
  tools,
  schema: null,
  background: false,
  headers: {},
  body: {},
});

const clis = {
  claude: asked('anthropic', [{ name: 'Bash' }, { name: 'Write' }, { name: 'Agent' }]),
  codex: asked('responses', [
    { name: 'exec_command' },
    { name: 'spawn_agent', namespace: 'agents' },
    { name: 'ask_human', namespace: 'mcp__orch' },
  ]),
  gemini: asked('gemini', [
    { name: 'run_shell_command' },
    { name: 'write_file' },
    { name: 'mcp_orch_ask_human' },
  ]),
  opencode: asked('chat', [{ name: 'bash' }, { name: 'write' }, { name: 'orch_ask_human' }]),
};

test.each([
  ['claude', 'Bash', 'command'],
  ['codex', 'exec_command', 'cmd'],
  ['gemini', 'run_shell_command', 'command'],
  ['opencode', 'bash', 'command'],
] as const)('%s runs a command by %s', (cli, name, key) => {
  const call = named({ run: 'ls' }, clis[cli]);
  expect(call.name).toBe(name);
  expect(call.input).toMatchObject({ [key]: 'ls' });
});

test.each([
  ['claude', 'Write', { file_path: '/x', content: 'hi' }],
  ['codex', 'exec_command', { cmd: "printf %s 'hi' > '/x'" }],
  ['gemini', 'write_file', { file_path: '/x', content: 'hi' }],
  ['opencode', 'write', { filePath: '/x', content: 'hi' }],
] as const)('%s writes a file by %s', (cli, name, input) => {
  expect(named({ write: '/x', text: 'hi' }, clis[cli])).toEqual({ name, input });
});

const human: Call = { mcp: 'ask_human', server: 'orch', input: { question: 'Why?' } };

test.each([
  ['claude', { name: 'mcp__orch__ask_human' }],
  ['codex', { name: 'ask_human', namespace: 'mcp__orch' }],
  ['gemini', { name: 'mcp_orch_ask_human' }],
  ['opencode', { name: 'orch_ask_human' }],
] as const)("%s has its own name for a server's tool", (cli, expected) => {
  expect(named(human, clis[cli])).toEqual({ ...expected, input: { question: 'Why?' } });
});

test('a tool by its exact name is taken as it stands, text or not', () => {
  expect(named({ name: 'apply_patch', freeform: '***' }, clis.codex)).toEqual({
    name: 'apply_patch',
    input: '***',
  });
  expect(named({ name: 'Odd', input: { a: 1 } }, clis.claude)).toEqual({ name: 'Odd', input: { a: 1 } });
});

test('a CLI that has no such tool makes the script wrong, and is named with what it offers', () => {
  expect(() => named({ ask: 'Which?', options: ['a', 'b'] }, clis.opencode)).toThrow('bash, write');
});
