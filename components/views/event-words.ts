import type { Event } from '../../src/domain/event.ts';
import { endWords } from '../../src/state/rules.ts';
import { capUsd, clock, counted, span, tokens, usd } from '../theme/format.ts';

type Words = { readonly [K in Event['type']]?: (event: Extract<Event, { type: K }>) => string };

const agent = (name: string, model: string | null): string => (model === null ? name : `${name}·${model}`);

const cap = (scope: 'day' | 'task'): string => (scope === 'day' ? "the day's cap" : 'its cap');

const dayWords: Words = {
  'day.opened': (e) => `the day begins: ${e.file}`,
  'day.settings': () => 'the settings changed',
  'day.resumed': (e) => `the day goes on: ${e.why}`,
  'day.stopping': (e) => (e.how === 'now' ? 'stopping at once' : 'halting the agents in good order'),
  'day.ended': (e) => `the day is over: ${e.why}`,
  'day.file_refused': (e) => `${e.file} has mistakes; nothing running is touched: ${e.mistakes[0] ?? ''}`,
  'cap.warned': (e) => `${usd(e.used)} of ${capUsd(e.cap)} spent: three quarters of ${cap(e.scope)}`,
  'cap.reached': (e) =>
    `${cap(e.scope)} is reached: ${e.unit === 'usd' ? usd(e.used) : `${tokens(e.used)} tokens`}`,
  'cap.raised': (e) => `${cap(e.scope)} is now ${capUsd(e.cap)}`,
  'rule.saved': (e) =>
    `rule ${e.rule.id} saved: always ${e.rule.answer} ${e.rule.subject}, ${endWords(e.rule, e.at, clock)}`,
  'rule.removed': (e) => `rule ${e.rule} removed`,
  'notice.posted': (e) => e.text,
  'engine.started': (e) => `the engine started, pid ${e.pid}`,
  'engine.stopped': (e) => `the engine stopped: ${e.why}`,
  'engine.reconciled': (e) => `the engine put ${counted(e.found.length, 'leftover')} in order`,
  'clock.jumped': (e) => `the clock jumped by ${span(Math.abs(e.by_ms))}; all timers moved with it`,
  'journal.salvaged': (e) => `the journal was damaged: ${e.kept} events kept, the rest lies in ${e.damaged}`,
};

const taskWords: Words = {
  'task.added': (e) => `in the file, risk ${e.risk.score}`,
  'task.changed': () => 'changed in the file',
  'task.removed': (e) => `taken out: ${e.why}`,
  'task.approved': (e) => `approved by ${e.by}`,
  'task.held': (e) => `held: ${e.reason}`,
  'task.released': () => 'may go on',
  'task.requeued': (e) => e.why,
  'task.ended': (e) => `${e.state.replace('_', ' ')} after ${span(e.duration_ms)}: ${e.why}`,
  'task.applied': (e) => `applied to your tree: ${counted(e.files.length, 'file')}`,
  'attempt.started': (e) =>
    `${e.resumes === null ? 'starts' : 'goes on'} with ${agent(e.agent, e.model)}, attempt ${e.attempt}`,
  'attempt.prepared': (e) => `works in ${e.cwd}`,
  'attempt.not_started': (e) => `could not start: ${e.message}`,
  'attempt.ended': (e) =>
    `attempt ${e.attempt} ${e.outcome.replace('_', ' ')}${e.why === '' ? '' : `: ${e.why}`}`,
  'attempt.checked': (e) =>
    `${e.checks.filter((check) => check.ok === true).length} of ${counted(e.checks.length, 'check')} passed`,
};

const sessionWords: Words = {
  'session.started': (e) => `${e.agent} runs, pid ${e.pid}, host ${e.host_pid}`,
  'session.state': (e) => `${e.state} (${e.source})${e.message === null ? '' : `: ${e.message}`}`,
  'session.usage': (e) =>
    `${e.model}: ${tokens(e.tokens.input + e.tokens.output)} tokens, ${e.usd === null ? 'price unknown' : usd(e.usd)}`,
  'session.progress': (e) => e.text,
  'session.milestone': (e) => e.text,
  'session.message': (e) => e.text,
  'session.step': (e) => `step ${e.step} ${e.skill} ${e.ok ? 'passed' : 'failed'} in ${span(e.duration_ms)}`,
  'session.paused': () => 'paused',
  'session.continued': () => 'goes on',
  'session.ending': (e) => `being ended: ${e.cause}`,
  'session.exited': (e) => `exited ${e.signal === null ? `with ${e.code ?? '?'}` : `by ${e.signal}`}`,
  'session.lost': (e) => `lost: ${e.why}`,
  'session.unresponsive': (e) => `its host has not answered for ${span(e.for_ms)}`,
  'session.responsive': () => 'its host answers again',
  'session.notice': (e) => e.text,
  'session.answer_failed': (e) => `the answer to ${e.ask} did not arrive: ${e.why}`,
};

const askWords: Words = {
  'ask.opened': (e) => `asks (${e.ask}): ${e.body.text}`,
  'ask.answered': (e) => `${e.ask} answered by ${e.by}`,
  'ask.sent': (e) => `${e.ask} sent by ${e.via}`,
  'ask.delivered': (e) => `${e.ask} delivered: ${e.proof}`,
  'ask.closed': (e) => `${e.ask} closed: ${e.how}`,
};

const words: Words = { ...dayWords, ...taskWords, ...sessionWords, ...askWords };

/** An event in a few words, or null where it says nothing to a person. */
export const eventWords = (event: Event): string | null =>
  (words[event.type] as ((event: Event) => string) | undefined)?.(event) ?? null;
