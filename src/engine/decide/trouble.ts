import type { Recovery } from '../../agents/agent.ts';
import { deniedPathText } from '../../agents/prompt.ts';
import { agentNamed } from '../../agents/registry.ts';
import type { EventOf } from '../../domain/event.ts';
import type { HostFact } from '../../domain/fact.ts';
import { otherAgent } from '../../state/choose-agent.ts';
import type { SessionEntry, TaskEntry } from '../../state/model.ts';
import { closeAsk, openAsk, openAsksOf, plainAsk } from './asks.ts';
import { endSession } from './ending.ts';
import type { Step } from './step.ts';
import { askWhatNow } from './stuck.ts';
import { tellNext } from './telling.ts';

type TroubleFact = Extract<HostFact, { type: 'session.trouble' }>;
type TroubleFacts = Pick<TroubleFact, 'trouble' | 'text'>;
type Tried = Omit<EventOf<'recovery.tried'>, 'type' | 'seq' | 'at' | 'v' | 'day' | 'task' | 'session'>;

/** It said so itself and waits: no tool is torn apart. */
const AT_REST_MS = 1;
const WAITS = 5;

/** What passes by itself: the session goes on after a pause. */
export const waitingTroubles: ReadonlySet<string> = new Set(['overloaded', 'rate_limit', 'network']);

interface Known {
  readonly recovery: Recovery;
  readonly path: string | null;
}

const matching = (recoveries: readonly Recovery[], text: string): Known | null => {
  for (const recovery of recoveries) {
    const found = new RegExp(recovery.pattern, 'mu').exec(text);
    if (found !== null) return { recovery, path: found.groups?.path ?? null };
  }
  return null;
};

/** Only where the task may work anyway, or what it was told to read. */
const permitted = (task: TaskEntry, project: string, path: string): boolean => {
  if (/(^|\/)\.(git|orch)(\/|$)/.test(path) || /(^|\/)\.\.(\/|$)/.test(path)) return false;
  const own = [task.cwd, `${project}/agent_workspaces/${task.id}`];
  const read = task.spec.context_files.map((file) => `${project}/${file.replace(/\/$/, '')}`);
  return [...own, ...read].some((base) => base !== null && (path === base || path.startsWith(`${base}/`)));
};

const askForPath = (step: Step, session: SessionEntry, path: string, text: string): void => {
  const key = `path:${path}`;
  if (openAsksOf(step.state(), { session: session.id, key }).length > 0) return;
  const { id, rule } = openAsk(step, {
    task: session.task,
    session: session.id,
    key,
    body: plainAsk('permission', `${session.agent} wants to work outside its folder`, {
      subject: path,
      context: text,
      layer: 'recovery',
    }),
  });
  if (rule !== null) settlePath(step, id, path);
};

/** How often this trouble was met in a row without the agent getting anywhere. */
const triedSince = (task: TaskEntry, name: string): number =>
  task.recoveries.filter((each) => each === name).length;

/** What was mended so already and came again is not mended by the same. */
const isInPlace = ({ allowed, extra_args }: TaskEntry, { recovery, path }: Known): boolean =>
  recovery.action === 'allow'
    ? path !== null && allowed.some((each) => path === each || path.startsWith(`${each}/`))
    : recovery.args.length > 0 && recovery.args.every((arg) => extra_args.includes(arg));

/** A known mend that was not tried in vain yet. */
const mendFor = (step: Step, task: TaskEntry, session: SessionEntry, text: string): Known | null => {
  const known = matching(recoveriesOf(step, session), text);
  if (known === null || isInPlace(task, known)) return null;
  return triedSince(task, known.recovery.name) === 0 ? known : null;
};

const recoveriesOf = (step: Step, { agent }: SessionEntry): readonly Recovery[] =>
  agentNamed(agent, step.state().settings.agents)?.recoveries ?? [];

const plan = (step: Step, task: TaskEntry, session: SessionEntry, fact: TroubleFacts): Tried => {
  const base = { trouble: fact.trouble, text: fact.text, args: [], path: null };
  const known = mendFor(step, task, session, fact.text);
  if (known !== null) {
    const { name, action, args } = known.recovery;
    const { path } = known;
    if (action !== 'allow') return { ...base, name, action, args };
    const may = path !== null && permitted(task, step.state().project, path);
    return { ...base, name, action: may ? 'allow' : 'escalate', path };
  }
  const name = fact.trouble;
  if (waitingTroubles.has(name) && triedSince(task, name) < WAITS) return { ...base, name, action: 'wait' };
  const other = otherAgent(step.state(), task, session.agent);
  return { ...base, name, action: other === null ? 'escalate' : 'other_agent' };
};

const mend = (step: Step, task: TaskEntry, session: SessionEntry, fact: TroubleFacts): void => {
  const where = { task: task.id, session: session.id };
  if (task.recovering !== null)
    step.emit({ type: 'recovery.settled', ...where, name: task.recovering, outcome: 'failed' });
  const tried = plan(step, task, session, fact);
  step.emit({ type: 'recovery.tried', ...where, ...tried });
  if (tried.action !== 'escalate') endSession(step, session.id, 'recovery', AT_REST_MS);
  else if (tried.path !== null) askForPath(step, session, tried.path, fact.text);
  else askWhatNow(step, session, fact.text);
};

/** An error that ended the agent's turn is mended where policy allows, else a person is asked. */
export const onTrouble = (step: Step, fact: TroubleFact): void => {
  const session = step.state().sessions.get(fact.session);
  const task = step.state().tasks.get(session?.task ?? '');
  if (session === undefined || task === undefined || !fact.ended || session.ending !== null) return;
  if (task.spec.reviews !== undefined && task.verdict !== null)
    endSession(step, session.id, 'finished', AT_REST_MS);
  else mend(step, task, session, fact);
};

/** An agent that stopped with work left had a trouble that can be mended: true where that is tried. */
export const mendTrouble = (step: Step, task: TaskEntry, session: SessionEntry): boolean => {
  const { trouble } = session;
  if (trouble === null) return false;
  if (mendFor(step, task, session, trouble.text) === null) return false;
  mend(step, task, session, trouble);
  return true;
};

/** Tokens flow again: the mend has helped. */
export const settleRecovery = (step: Step, task: string): void => {
  const name = step.state().tasks.get(task)?.recovering ?? null;
  if (name !== null) step.emit({ type: 'recovery.settled', task, name, outcome: 'worked' });
};

/** A person's word on a path outside: allowed, the session is launched again with it. */
const allowPath = (step: Step, session: SessionEntry, path: string): void => {
  const where = { task: session.task, session: session.id };
  step.emit({
    type: 'recovery.tried',
    ...where,
    name: 'path allowed by you',
    trouble: 'path',
    text: path,
    action: 'allow',
    args: [],
    path,
  });
  endSession(step, session.id, 'recovery', AT_REST_MS);
};

/** A word on a path outside, of a person or a rule, is carried out by a new launch, or by none. */
export const settlePath = (step: Step, id: string, path: string): void => {
  const ask = step.state().asks.get(id);
  if (ask === undefined) return;
  const allowed = ask.answer?.kind === 'allow';
  const session = step.state().sessions.get(ask.session ?? '');
  closeAsk(step, ask, allowed ? 'allowed: it is launched again' : 'denied: it stays out');
  if (session === undefined) return;
  if (allowed) allowPath(step, session, path);
  else tellNext(step, session, `path-${id}`, deniedPathText(path));
};

/** Nothing goes on before the plan's reset: another agent takes over, or the session is held till then. */
export const onLimited = (step: Step, id: string): void => {
  const session = step.state().sessions.get(id);
  if (session === undefined || session.ending !== null) return;
  endSession(step, id, 'limit', AT_REST_MS);
};
