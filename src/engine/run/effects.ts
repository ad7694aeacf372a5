import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Delivery } from '../../agents/agent.ts';
import { openingPrompt } from '../../agents/prompt.ts';
import { agentNamed } from '../../agents/registry.ts';
import { type Failure, fail, ok, type Result } from '../../domain/errors.ts';
import { answerText } from '../../inbox/answer.ts';
import { fileFailure } from '../../journal/durable.ts';
import type { AskEntry, TaskEntry } from '../../state/model.ts';
import type { Effect } from '../decide/input.ts';
import { checkWork, notChecked } from './check-work.ts';
import type { EffectParts } from './effect-parts.ts';
import { endSession } from './end-session.ts';
import { freePort } from './free-port.ts';
import { writeInstructions } from './instruct.ts';
import { spawnHost, writeLaunch } from './launch.ts';
import { prepareWork } from './prepare-work.ts';

type Start = Extract<Effect, { do: 'start' }>;

const notStarted = (parts: EffectParts, start: Start, failure: Failure): void =>
  parts.post({
    kind: 'outcome',
    draft: {
      type: 'attempt.not_started',
      task: start.task,
      session: start.session,
      code: failure.code,
      message: `${failure.what} (${failure.mend})`,
    },
  });

/** Everything up to a living host; twice for the same session does no harm. */
const launched = async (parts: EffectParts, start: Start, task: TaskEntry): Promise<Result<void>> => {
  const { layout, programs, sessions } = parts;
  const session = parts.state().sessions.get(start.session);
  const agent = agentNamed(session?.agent ?? '');
  if (agent === null) return fail('agent.unknown', `${task.id} names the agent “${session?.agent}”`);
  const lacks = agent.lacks(task.spec);
  if (lacks !== null) return fail('agent.launch', lacks, { mend: 'mend the task file' });
  const prepared = await prepareWork(parts, start, task);
  if (!prepared.ok) return prepared;
  const instructed = writeInstructions({
    layout,
    task,
    cwd: prepared.value.cwd,
    notes: prepared.value.notes,
  });
  if (!instructed.ok) return instructed;
  const spec = writeLaunch({
    start,
    task,
    agent,
    model: session?.model ?? null,
    cwd: prepared.value.cwd,
    instructionsFile: instructed.value.file,
    instructions: instructed.value.text,
    prompt: openingPrompt(instructed.value.text, start.resumes !== null),
    port: await freePort(),
    conversation: parts.state().sessions.get(start.resumes ?? '')?.conversation ?? null,
    settings: parts.state().settings,
    layout,
    programs,
  });
  if (!spec.ok) return spec;
  const host = spawnHost(spec.value, programs);
  const appeared = await sessions.appear(start.session, host.alive);
  if (appeared.ok || host.refused()) return appeared;
  // It began, and was killed or stopped before anybody heard of it: no failure of the agent's.
  await sessions.reach(start.session);
  return ok(undefined);
};

const startSession = async (parts: EffectParts, start: Start): Promise<void> => {
  const task = parts.state().tasks.get(start.task);
  const result =
    task === undefined
      ? fail('task.unknown', `no task ${start.task} today`)
      : await launched(parts, start, task);
  if (!result.ok) notStarted(parts, start, explained(parts, start, result.error));
};

/** A host that dies before it listens leaves its reason in its log. */
const explained = (parts: EffectParts, start: Start, failure: Failure): Failure => {
  if (failure.code !== 'host.absent') return failure;
  let said = '';
  try {
    said = readFileSync(join(parts.layout.session(start.session), 'host.log'), 'utf8').trim();
  } catch {
    // It said nothing at all.
  }
  const last = said.split('\n').at(-1) ?? '';
  return fail('agent.launch', `its session host did not start${last === '' ? '' : `: ${last}`}`).error;
};

/** The file protocol is the same for all agents; anything else the agent's description knows. */
const deliveryFor = (parts: EffectParts, ask: AskEntry): Delivery | null => {
  if (ask.answer === null || ask.key === null || ask.task === null) return null;
  if (ask.key.startsWith('file:'))
    return {
      via: 'file',
      path: join(parts.layout.workspace(ask.task), 'answer.md'),
      text: answerText(ask.task, ask.body, ask.answer),
    };
  const agent = agentNamed(parts.state().sessions.get(ask.session ?? '')?.agent ?? '');
  return agent?.answer({ key: ask.key, body: ask.body }, ask.answer) ?? null;
};

const deliver = async (parts: EffectParts, askId: string): Promise<void> => {
  const ask = parts.state().asks.get(askId);
  if (ask?.session == null || ask.key === null || !parts.state().live.has(ask.session)) return;
  const delivery = deliveryFor(parts, ask);
  const { session, key } = ask;
  if (delivery === null) {
    const text = `${askId} cannot be answered from outside: answer it in its pane`;
    parts.post({ kind: 'outcome', draft: { type: 'notice.posted', level: 'warning', text } });
    return;
  }
  await parts.sessions.order(session, { do: 'deliver', ask: askId, key, delivery });
};

const act = async (parts: EffectParts, effect: Effect): Promise<void> => {
  switch (effect.do) {
    case 'start':
      return parts.launches.once(effect.session, () => startSession(parts, effect));
    case 'pause':
    case 'continue':
      await parts.sessions.order(effect.session, { do: effect.do });
      return;
    case 'kill':
      return endSession(parts, effect.session, 0);
    case 'halt':
      return endSession(parts, effect.session, effect.grace_ms);
    case 'deliver':
      return deliver(parts, effect.ask);
    case 'check':
      return checkWork(parts, effect);
  }
};

/** What went wrong, as a person can mend it: a full disk is not the agent's failure. */
const failureOf = (error: unknown): Failure => {
  const { message, path } = error as NodeJS.ErrnoException;
  const file = fileFailure(error, path ?? '');
  if (!file.ok && file.error.code === 'disk.full') return file.error;
  return fail('agent.launch', error instanceof Error ? message : String(error)).error;
};

/** A task waits for these two: what they could not do must come back too, or it waits for good. */
const undone = (parts: EffectParts, effect: Effect, failure: Failure): void => {
  if (effect.do === 'start') notStarted(parts, effect, failure);
  if (effect.do === 'check') notChecked(parts, effect, failure.what);
};

/** Carries out one effect. What comes of it comes back as an input; nothing is decided here. */
export const carryOut = async (parts: EffectParts, effect: Effect): Promise<void> => {
  try {
    await act(parts, effect);
  } catch (error) {
    parts.log(`${effect.do}: ${error instanceof Error ? error.stack : String(error)}`);
    undone(parts, effect, failureOf(error));
  }
};
