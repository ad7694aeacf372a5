import type { AskBody } from '../../domain/ask.ts';
import { forbidden } from '../forbidden.ts';
import { isObject, textOf } from '../record.ts';
import type { DialogKind, Remembered } from './memory.ts';
import { questionAsk, questionKey, questionsOf } from './question.ts';
import { refused, toolMayNot } from './replies.ts';
import { nothingNew, type Step } from './step.ts';
import { permissionAsk, type ToolCall, violationAsk } from './tool-ask.ts';

type Input = Readonly<Record<string, unknown>>;

const ONE_AT_A_TIME =
  'Ask one question at a time: call AskUserQuestion once for each, with one question in it. Each is answered on its own.';

const callOf = (input: Input): ToolCall => ({
  tool: textOf(input.tool_name) ?? '',
  input: isObject(input.tool_input) ? input.tool_input : {},
  cwd: textOf(input.cwd),
  subagent: textOf(input.agent_type),
});

const isQuestion = ({ tool }: ToolCall): boolean => tool === 'AskUserQuestion';

const whyForbidden = ({ tool, input }: ToolCall): string | null => {
  const command = tool === 'Bash' || tool === 'Monitor' ? textOf(input.command) : null;
  return command === null ? null : forbidden(command);
};

const wait = (
  before: Remembered,
  kind: DialogKind,
  key: string,
  type: 'session.asked' | 'session.violated',
  ask: AskBody,
): Step => ({
  state: {
    ...before,
    asked: before.asked + 1,
    waiting: { ...before.waiting, [key]: kind },
  },
  facts: [{ type, key, source: 'hook', ask }],
  reply: { hold: key },
});

/** What no agent may do by itself waits for a person before anything of it happens. */
const beforeTool = (before: Remembered, call: ToolCall): Step => {
  const why = whyForbidden(call);
  if (why !== null)
    return wait(
      before,
      'tool',
      `tool:${before.process}:${before.asked + 1}`,
      'session.violated',
      violationAsk(call, why),
    );
  if (isQuestion(call) && questionsOf(call.input).length > 1)
    return { ...nothingNew(before), reply: { text: toolMayNot(ONE_AT_A_TIME) } };
  return nothingNew(before);
};

const askQuestion = (before: Remembered, call: ToolCall): Step => {
  const [question, ...more] = questionsOf(call.input);
  if (question === undefined || more.length > 0)
    return { ...nothingNew(before), reply: { text: refused(ONE_AT_A_TIME) } };
  return wait(before, 'dialog', questionKey(question), 'session.asked', questionAsk(question));
};

/** A dialog stands on the screen, and this call waits beside it: whoever answers first, the other goes. */
const onDialog = (before: Remembered, call: ToolCall): Step => {
  if (isQuestion(call)) return askQuestion(before, call);
  const key = `dialog:${before.process}:${before.asked + 1}`;
  const why = whyForbidden(call);
  // Its look before the tool had failed, or this would not have got so far.
  if (why !== null) return wait(before, 'dialog', key, 'session.violated', violationAsk(call, why));
  return wait(before, 'dialog', key, 'session.asked', permissionAsk(call));
};

/** The words it ended its turn with; that the turn is over it says by its state. */
const onStop = (before: Remembered, input: Input): Step => {
  const lastWords = textOf(input.last_assistant_message);
  if (before.state !== null) return nothingNew({ ...before, lastWords });
  // A version that tells no state: what goes on in the background is all that could hold its turn open.
  const busy = Array.isArray(input.background_tasks) && input.background_tasks.length > 0;
  return {
    state: before,
    facts: busy ? [] : [{ type: 'session.turn_ended', source: 'hook', text: lastWords }],
  };
};

const knownAs = (before: Remembered, id: string | null): Step =>
  id === null || before.conversations.at(-1) === id
    ? nothingNew(before)
    : {
        state: {
          ...before,
          conversations: [...before.conversations.filter((each) => each !== id), id],
        },
        facts: [{ type: 'session.conversation', id }],
      };

const told = (before: Remembered, input: Input): Step => {
  switch (input.hook_event_name) {
    case 'PreToolUse':
      return beforeTool(before, callOf(input));
    case 'PermissionRequest':
      return onDialog(before, callOf(input));
    case 'Stop':
      return onStop(before, input);
    default:
      return nothingNew(before);
  }
};

/** A hook calls; what it prints in reply Claude Code acts upon. */
export const onHook = (before: Remembered, input: Input): Step => {
  const known = knownAs(before, textOf(input.session_id));
  const step = told(known.state, input);
  return { ...step, facts: [...known.facts, ...step.facts] };
};
