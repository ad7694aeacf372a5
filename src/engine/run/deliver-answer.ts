import { join } from 'node:path';
import type { Agent, Delivery } from '../../agents/agent.ts';
import { lateAnswerText } from '../../agents/prompt.ts';
import { agentNamed } from '../../agents/registry.ts';
import { answerText } from '../../inbox/answer.ts';
import { askedByMcp } from '../../inbox/mcp-key.ts';
import type { AskEntry, SessionEntry } from '../../state/model.ts';
import type { Effect } from '../decide/input.ts';
import type { EffectParts } from './effect-parts.ts';

const liveSession = (parts: EffectParts, task: string | null): SessionEntry | null => {
  const state = parts.state();
  const id = state.tasks.get(task ?? '')?.sessions.last() ?? '';
  return state.live.has(id) ? (state.sessions.get(id) ?? null) : null;
};

const agentOf = ({ state }: EffectParts, session: SessionEntry | null): Agent | null =>
  agentNamed(session?.agent ?? '', state().settings.agents);

/** The file protocol and orch's own tools are the same for all agents; anything else the agent's description knows. */
const deliveryFor = (parts: EffectParts, ask: AskEntry, session: SessionEntry): Delivery | null => {
  if (ask.answer === null || ask.key === null || ask.task === null) return null;
  const text = answerText(ask.task, ask.body, ask.answer);
  if (ask.key.startsWith('file:'))
    return { via: 'file', path: join(parts.layout.workspace(ask.task), 'answer.md'), text };
  if (isToldLater(ask, session))
    return session.turn === null
      ? null
      : (agentOf(parts, session)?.tell(lateAnswerText(ask.body.text, text)) ?? null);
  if (askedByMcp(ask.key)) return { via: 'call', text };
  return agentOf(parts, session)?.answer({ key: ask.key, body: ask.body }, ask.answer) ?? null;
};

/** The one that asked is gone, or did not wait: its heir, or it itself, is told once it has ended its turn. */
const isToldLater = (ask: AskEntry, session: SessionEntry): boolean =>
  ask.session !== session.id || ask.key?.startsWith('told:') === true;

const untold = (parts: EffectParts, session: string, key: string, why: string): void =>
  parts.post({ kind: 'untold', session, key, why });

/** Words for the agent's next turn. Where it takes none, that comes back as if the host had said it. */
const say = async (
  parts: EffectParts,
  session: SessionEntry | null,
  { key, text }: { readonly key: string; readonly text: string },
): Promise<void> => {
  if (session === null) return;
  const delivery = agentOf(parts, session)?.tell(text) ?? null;
  const told =
    delivery === null ? null : await parts.sessions.order(session.id, { do: 'tell', key, delivery });
  if (told?.ok !== true) untold(parts, session.id, key, told?.error.what ?? 'it takes no words');
};

const warn = (parts: EffectParts, text: string): void =>
  parts.post({ kind: 'outcome', draft: { type: 'notice.posted', level: 'warning', text } });

/** An agent at rest does not look for answer.md by itself. */
const wake = async (parts: EffectParts, session: SessionEntry, ask: AskEntry): Promise<void> => {
  if (session.turn === null || ask.answer === null || ask.task === null) return;
  const text = lateAnswerText(ask.body.text, answerText(ask.task, ask.body, ask.answer));
  await say(parts, session, { key: `answer-${ask.id}`, text });
};

/** Takes an answer to the agent that asked, or to the one that goes on in its place. */
export const deliver = async (parts: EffectParts, askId: string): Promise<void> => {
  const ask = parts.state().asks.get(askId);
  const session = liveSession(parts, ask?.task ?? null);
  if (ask === undefined || ask.key === null || session === null || ask.session === null) return;
  const delivery = deliveryFor(parts, ask, session);
  if (delivery !== null) {
    await parts.sessions.order(session.id, { do: 'deliver', ask: askId, key: ask.key, delivery });
    if (ask.key.startsWith('file:')) await wake(parts, session, ask);
  } else if (isToldLater(ask, session)) {
    if (session.turn !== null) untold(parts, session.id, `answer-${askId}`, 'it takes no words');
  } else warn(parts, `${askId} cannot be answered from outside: answer it in its pane`);
};

/** What is missing, or what a review found, goes to an agent at rest. */
export const tell = (parts: EffectParts, effect: Extract<Effect, { do: 'tell' }>): Promise<void> =>
  say(parts, parts.state().sessions.get(effect.session) ?? null, effect);
