import type { AgentState, Fact } from '../../domain/fact.ts';
import type { Observed } from '../agent.ts';
import { forbidden } from '../forbidden.ts';
import { isObject, textOf } from '../record.ts';
import { askedFact, closeDialog, goneFact, itemsOf, openDialog } from './dialog.ts';
import { begun, type CodexMemory } from './memory.ts';
import { askKey, permissionBody, toolUse, violationBody } from './permission.ts';
import { allowPermission, denyTool } from './replies.ts';
import { nothing, type Seen } from './seen.ts';

type Call = Readonly<Record<string, unknown>>;

export interface Heard extends Seen {
  readonly reply?: Observed['reply'];
}

const state = (now: AgentState, message: string | null = null): Fact => ({
  type: 'session.state',
  state: now,
  source: 'hook',
  message,
});

const sessionStart = (call: Call, memory: CodexMemory): Heard => {
  const id = textOf(call.session_id);
  if (id === null) return nothing(memory);
  // A conversation that is compacted or cleared goes on in the same process.
  const fresh = call.source === 'startup' || call.source === 'resume';
  const next = fresh ? begun(memory, id) : { ...memory, main: id };
  return { facts: [{ type: 'session.conversation', id }], memory: next };
};

const gone = (keys: readonly string[], how: string): readonly Fact[] => keys.map((key) => goneFact(key, how));

const userPrompt = (call: Call, memory: CodexMemory): Heard => ({
  facts: [state('working'), ...gone(memory.asides, 'it was told')],
  memory: { ...memory, turn: textOf(call.turn_id), asides: [] },
});

const WORKTREES = "Threads and worktrees are orch's affair: work in this folder, in this thread.";

const held = (kind: 'permission' | 'violation', call: Call, memory: CodexMemory, why = ''): Heard => {
  const use = toolUse(call);
  const key = askKey(kind, use);
  const asked: Fact =
    kind === 'permission'
      ? { type: 'session.asked', key, source: 'hook', ask: permissionBody(use) }
      : { type: 'session.violated', key, source: 'hook', ask: violationBody(use, why) };
  return {
    facts: [asked, state('blocked', kind)],
    memory: { ...memory, held: memory.held + 1 },
    reply: { hold: key },
  };
};

const preTool = (call: Call, memory: CodexMemory): Heard => {
  const { tool, command, input } = toolUse(call);
  if (tool === 'request_user_input') return openDialog(itemsOf(input, 'question'), memory);
  if (tool === 'request_user_input_async') {
    const items = itemsOf(input, 'aside');
    const asides = [...memory.asides, ...items.map((item) => item.key)];
    return { facts: items.map(askedFact), memory: { ...memory, asides } };
  }
  if (/^mcp__codex_tui__(?:create|fork|send|set)/.test(tool))
    return { ...nothing(memory), reply: { text: denyTool(WORKTREES) } };
  const why = command === null ? null : forbidden(command);
  if (why === null || command === null) return nothing(memory);
  return held('violation', call, { ...memory, passed: [...memory.passed, command] }, why);
};

/** A forbidden command that comes to this stage was allowed by a person: not asked twice. */
const permission = (call: Call, memory: CodexMemory): Heard => {
  const { command } = toolUse(call);
  if (command === null || !memory.passed.includes(command)) return held('permission', call, memory);
  const passed = memory.passed.filter((each) => each !== command);
  return { facts: [], memory: { ...memory, passed }, reply: { text: allowPermission } };
};

const answersIn = (response: unknown): string => {
  const text = textOf(response) ?? '';
  const said = [...text.matchAll(/"answers":\["((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
  return said.length === 0 ? 'it was answered' : `it was answered: ${said.join(', ')}`;
};

/** Esc, or a prompt taken back: no turn ended by itself. */
const interrupted = (memory: CodexMemory): Heard => {
  const { facts, memory: next } = closeDialog('it was interrupted', memory);
  return { facts: [...facts, state('idle')], memory: { ...next, ended: memory.turn } };
};

const stopped = (call: Call, memory: CodexMemory): Heard => {
  const turn = textOf(call.turn_id) ?? memory.turn;
  const over = { ...memory, ended: turn };
  if (memory.asides.length > 0) return { facts: [state('blocked', 'question')], memory: over };
  if (turn !== null && turn === memory.ended) return nothing(memory);
  const text = textOf(call.last_assistant_message);
  return { facts: [{ type: 'session.turn_ended', source: 'hook', text }, state('done')], memory: over };
};

/** A hook of Codex called. Subagents' commands are asked about like its own; their turns are not its own. */
export const hookCall = (data: unknown, memory: CodexMemory): Heard => {
  if (!isObject(data)) return nothing(memory);
  const own = data.agent_id === undefined || data.agent_id === null;
  switch (data.hook_event_name) {
    case 'PreToolUse':
      return preTool(data, memory);
    case 'PermissionRequest':
      return permission(data, memory);
    case 'PostToolUse':
      return data.tool_name === 'request_user_input'
        ? closeDialog(answersIn(data.tool_response), memory)
        : nothing(memory);
    case 'SessionStart':
      return own ? sessionStart(data, memory) : nothing(memory);
    case 'UserPromptSubmit':
      return own ? userPrompt(data, memory) : nothing(memory);
    case 'Interrupt':
      return own ? interrupted(memory) : nothing(memory);
    case 'Stop':
      return own ? stopped(data, memory) : nothing(memory);
    default:
      return nothing(memory);
  }
};

/** The reply to a held call went to Codex: it goes on, unless another still waits. */
export const replyTaken = (memory: CodexMemory): Heard => {
  const left = Math.max(0, memory.held - 1);
  return { facts: left === 0 ? [state('working')] : [], memory: { ...memory, held: left } };
};

export const callGone = (key: string, memory: CodexMemory): Heard => ({
  facts: [goneFact(key, 'Codex no longer waits for it')],
  memory: { ...memory, held: Math.max(0, memory.held - 1) },
});
