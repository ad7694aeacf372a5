import type { Fact } from '../../domain/fact.ts';
import { forbidden } from '../forbidden.ts';
import { isObject, textOf } from '../record.ts';
import { begun, type GeminiMemory } from './memory.ts';
import { BY_PERSON } from './names.ts';
import { askingsOf, badlyAsked } from './question.ts';
import { onlyLooks } from './reading.ts';
import { passes, refuses } from './replies.ts';
import { andThen, inState, nothing, type Seen } from './seen.ts';
import { shown } from './title.ts';
import { type Command, commandKey, commandOf, dialogAsk, permissionAsk, violationAsk } from './tool-ask.ts';
import { ended, prompted } from './turn.ts';

type Call = Readonly<Record<string, unknown>>;

const REVIEWERS_LOOK = 'You are a reviewer: run commands that only read, below your folder.';

/** Its first two hooks run side by side: which of them is heard first says nothing. */
const named = (call: Call, memory: GeminiMemory): GeminiMemory => {
  const id = textOf(call.session_id);
  return id === null || id === memory.main ? memory : begun(memory, id);
};

const held = (memory: GeminiMemory, key: string, fact: Fact): Seen => {
  const waiting = { ...memory, held: [...memory.held.filter((each) => each !== key), key] };
  const asked = andThen({ facts: [fact], memory: waiting }, (next) =>
    inState(next, 'blocked', 'hook', fact.type === 'session.violated' ? 'violation' : 'permission'),
  );
  return { ...asked, reply: { hold: key } };
};

const command = (wish: Command, cwd: string, memory: GeminiMemory, reviews: boolean): Seen => {
  const key = commandKey(wish);
  const why = forbidden(wish.text);
  if (why !== null)
    return held(memory, key, { type: 'session.violated', key, source: 'hook', ask: violationAsk(wish, why) });
  if (onlyLooks(wish.text, cwd)) return { ...nothing(memory), reply: { text: passes } };
  if (reviews) return { ...nothing(memory), reply: { text: refuses(REVIEWERS_LOOK) } };
  return held(memory, key, { type: 'session.asked', key, source: 'hook', ask: permissionAsk(wish) });
};

const beforeTool = (call: Call, memory: GeminiMemory, reviews: boolean): Seen => {
  const input = isObject(call.tool_input) ? call.tool_input : {};
  const cwd = textOf(call.cwd) ?? '/';
  if (call.tool_name === 'run_shell_command') return command(commandOf(input, cwd), cwd, memory, reviews);
  const why = badlyAsked(input);
  if (why !== null) return { ...nothing(memory), reply: { text: refuses(why) } };
  return nothing({ ...memory, question: askingsOf(input)[0] ?? null });
};

const answerIn = (response: unknown): string => {
  const text = isObject(response) ? textOf(response.llmContent) : null;
  const said = /"0":"((?:[^"\\]|\\.)*)"/.exec(text ?? '')?.[1];
  return said === undefined ? 'it was answered' : `it was answered: ${said}`;
};

const afterQuestion = (call: Call, memory: GeminiMemory): Seen => {
  const keys = askingsOf(call.tool_input).map(({ key }) => key);
  const how = answerIn(call.tool_response);
  const closed = keys.filter((key) => memory.dialogs.includes(key));
  return {
    facts: closed.map((key) => ({ type: 'session.ask_gone', key, how })),
    memory: { ...memory, dialogs: memory.dialogs.filter((key) => !closed.includes(key)) },
  };
};

/** A dialog is about to be shown: it counts as asked once it is, so that an answer finds it. */
const announced = (call: Call, memory: GeminiMemory): Seen => {
  const details = isObject(call.details) ? call.details : {};
  const own = details.type === 'ask_user' ? memory.question : null;
  const asking = own ?? dialogAsk(details, textOf(call.message) ?? '');
  const next = { ...memory, question: null, coming: [...memory.coming, asking] };
  return next.handUp ? shown(next) : nothing(next);
};

/** A hook of Gemini's called; a subagent's tools are looked at like its own. */
export const hookCall = (data: unknown, memory: GeminiMemory, reviews: boolean): Seen => {
  if (!isObject(data)) return nothing(memory);
  switch (data.hook_event_name) {
    case 'SessionStart':
      return nothing(named(data, memory));
    case 'BeforeAgent':
      return prompted(memory.main === null ? named(data, memory) : memory);
    case 'BeforeTool':
      return beforeTool(data, memory, reviews);
    case 'AfterTool':
      return data.tool_name === 'ask_user' ? afterQuestion(data, memory) : nothing(memory);
    case 'Notification':
      return announced(data, memory);
    case 'AfterAgent':
      return ended({ ...memory, stopping: true });
    default:
      return nothing(memory);
  }
};

/** A held hook has handed its answer on: it goes on, unless another still waits. */
export const replyTaken = (data: unknown, memory: GeminiMemory): Seen => {
  const key = isObject(data) ? textOf(data[BY_PERSON]) : null;
  const left = memory.held.filter((each) => each !== key);
  const next = { ...memory, held: left };
  return left.length > 0 || memory.dialogs.length > 0 ? nothing(next) : inState(next, 'working', 'hook');
};

export const callGone = (key: string, memory: GeminiMemory): Seen => {
  if (!memory.held.includes(key)) return nothing(memory);
  const left = memory.held.filter((each) => each !== key);
  return {
    facts: [{ type: 'session.ask_gone', key, how: 'it no longer waits' }],
    memory: { ...memory, held: left },
  };
};
