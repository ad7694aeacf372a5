import type { Event } from '../domain/event.ts';
import { endWords } from '../state/rules.ts';
import { clockTime, duration, usd } from './format.ts';

type Texts = { readonly [K in Event['type']]?: (event: Extract<Event, { type: K }>) => string | null };

const agentOf = (agent: string, model: string | null): string =>
  model === null ? agent : `${agent}·${model}`;

const texts: Texts = {
  'day.opened': (e) => `the day begins: ${e.file}, up to ${e.max_agents} agents`,
  'day.resumed': (e) => `the day goes on: ${e.why}`,
  'day.stopping': (e) => (e.how === 'now' ? 'stopping at once' : 'halting all agents in good order'),
  'day.ended': (e) => `the day is over: ${e.why}`,
  'day.file_refused': (e) => `${e.file} has mistakes, what runs is not touched: ${e.mistakes[0] ?? ''}`,
  'task.approved': (e) => `approved (${e.by})`,
  'task.removed': (e) => `taken out: ${e.why}`,
  'task.requeued': (e) => e.why,
  'task.ended': (e) => `${e.state.replace('_', ' ')} after ${duration(e.duration_ms)}: ${e.why}`,
  'task.applied': (e) => `applied to your tree: ${e.files.length} files`,
  'attempt.started': (e) =>
    `${e.resumes === null ? 'starts' : 'goes on'} with ${agentOf(e.agent, e.model)}, attempt ${e.attempt}`,
  'attempt.not_started': (e) => `could not start: ${e.message}`,
  'attempt.ended': (e) =>
    e.outcome === 'passed' ? null : `attempt ${e.attempt} ${e.outcome.replace('_', ' ')}: ${e.why}`,
  'session.state': (e) => (e.message === null ? e.state : `${e.state}: ${e.message}`),
  'session.milestone': (e) => `milestone: ${e.text}`,
  'session.step': (e) =>
    `step ${e.step} ${e.skill} ${e.ok ? 'passed' : e.optional ? 'failed (optional)' : 'failed'} in ${duration(e.duration_ms)}`,
  'session.paused': () => 'paused',
  'session.continued': () => 'goes on',
  'session.lost': (e) => `lost its session: ${e.why}`,
  'session.unresponsive': (e) => `its host has not answered for ${duration(e.for_ms)}`,
  'session.responsive': () => 'its host answers again',
  'session.notice': (e) => e.text,
  'ask.opened': (e) => `asks (${e.ask}): ${e.body.text}${hint(e.ask, e.body.kind)}`,
  'ask.answered': (e) => `${e.ask} answered by ${e.by}`,
  'ask.sent': (e) => `${e.ask} sent by ${e.via}`,
  'ask.delivered': (e) => `${e.ask} delivered: ${e.proof}`,
  'ask.closed': (e) => `${e.ask} closed: ${e.how}`,
  'cap.warned': (e) => `${usd(e.used)} of ${usd(e.cap)} spent: three quarters of the ${e.scope}'s cap`,
  'cap.reached': (e) =>
    `the ${e.scope}'s cap is reached: ${e.unit === 'usd' ? usd(e.used) : `${e.used} tokens`}`,
  'cap.raised': (e) => `the ${e.scope}'s cap is now ${usd(e.cap)}`,
  'rule.saved': (e) =>
    `rule ${e.rule.id} saved: always ${e.rule.answer} ${e.rule.subject}, ${endWords(e.rule, e.at, clockTime)}`,
  'rule.removed': (e) => `rule ${e.rule} answers no more`,
  'notice.posted': (e) => e.text,
  'clock.jumped': (e) => `the clock jumped by ${duration(Math.abs(e.by_ms))}; all timers moved with it`,
  'journal.salvaged': (e) => `the journal was damaged: ${e.kept} events kept, the rest lies in ${e.damaged}`,
};

const hint = (ask: string, kind: string): string => {
  if (kind === 'question' || kind === 'stuck') return ` → orch answer ${ask} …`;
  return kind === 'cap' ? ' → orch raise …' : ` → orch approve ${ask}`;
};

/** One line a person reads, or null where an event says nothing to them. */
export const eventText = (event: Event): string | null => {
  const text = texts[event.type] as ((event: Event) => string | null) | undefined;
  const said = text?.(event) ?? null;
  if (said === null) return null;
  return `${clockTime(event.at)}  ${(event.task ?? 'orch').padEnd(12)}  ${said}`;
};
