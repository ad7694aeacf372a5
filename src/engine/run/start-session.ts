import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentNamed } from '../../agents/registry.ts';
import { type Failure, fail, ok, type Result } from '../../domain/errors.ts';
import type { TaskEntry } from '../../state/model.ts';
import type { EffectParts } from './effect-parts.ts';
import { freePort } from './free-port.ts';
import { writeInstructions } from './instruct.ts';
import { spawnHost, writeLaunch } from './launch.ts';
import type { Start } from './launch-context.ts';
import type { Layout } from './layout.ts';
import { type Opening, openingOf } from './opening.ts';
import { prepareWork } from './prepare-work.ts';

export const notStarted = (parts: EffectParts, start: Start, failure: Failure): void =>
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

/** An answer in the first words counts as delivered once the agent is at work. */
const broughtAlong = (parts: EffectParts, start: Start, { brings, findings }: Opening): void => {
  const where = { task: start.task, session: start.session };
  if (findings > 0)
    parts.post({ kind: 'outcome', draft: { type: 'review.told', ...where, count: findings } });
  for (const { id } of brings)
    parts.post({
      kind: 'outcome',
      draft: { type: 'ask.sent', ask: id, via: 'prompt', ...where },
    });
};

/** Where the papers of the tasks before it lie. */
const papersOf = (layout: Layout, { spec }: TaskEntry): readonly string[] =>
  spec.depends_on.map(
    (id) => `What ${id} wrote (summary.md, notes.md and the like) lies in ${layout.workspace(id)}.`,
  );

/** Everything up to a living host; twice for the same session does no harm. */
const launched = async (parts: EffectParts, start: Start, task: TaskEntry): Promise<Result<void>> => {
  const { layout, programs, sessions } = parts;
  const session = parts.state().sessions.get(start.session);
  const agent = agentNamed(session?.agent ?? '', parts.state().settings.agents);
  if (agent === null) return fail('agent.unknown', `${task.id} names the agent “${session?.agent}”`);
  const lacks = agent.lacks(task.spec);
  if (lacks !== null) return fail('agent.launch', lacks, { mend: 'mend the task file' });
  const prepared = await prepareWork(parts, start, task);
  if (!prepared.ok) return prepared;
  const instructed = writeInstructions({
    layout,
    task,
    cwd: prepared.value.cwd,
    notes: [...prepared.value.notes, ...papersOf(layout, task)],
  });
  if (!instructed.ok) return instructed;
  const opening = openingOf(parts, task, instructed.value.text);
  const spec = writeLaunch({
    start,
    task,
    agent,
    model: session?.model ?? null,
    cwd: prepared.value.cwd,
    instructionsFile: instructed.value.file,
    instructions: instructed.value.text,
    opening,
    port: await freePort(),
    conversation: parts.state().sessions.get(start.resumes ?? '')?.conversation ?? null,
    settings: parts.state().settings,
    layout,
    programs,
  });
  if (!spec.ok) return spec;
  const host = spawnHost(spec.value, programs);
  const appeared = await sessions.appear(start.session, host.alive);
  if (appeared.ok) broughtAlong(parts, start, opening);
  if (appeared.ok || host.refused()) return appeared;
  // It began, and was killed or stopped before anybody heard of it: no failure of the agent's.
  await sessions.reach(start.session);
  return ok(undefined);
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

/** Starts a session, or says why it did not come to life. */
export const startSession = async (parts: EffectParts, start: Start): Promise<void> => {
  const task = parts.state().tasks.get(start.task);
  const result =
    task === undefined
      ? fail('task.unknown', `no task ${start.task} today`)
      : await launched(parts, start, task);
  if (!result.ok) notStarted(parts, start, explained(parts, start, result.error));
};
