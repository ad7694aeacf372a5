import { priceOf } from '../../cost/price.ts';
import type { Draft } from '../../domain/event.ts';
import type { HostFact } from '../../domain/fact.ts';
import { hourly, noTokens, type Tokens } from '../../domain/money.ts';
import type { CountedMessage } from '../../state/entry-parts.ts';
import type { DayState } from '../../state/model.ts';
import type { Step } from './step.ts';

type UsageFact = Extract<HostFact, { type: 'session.usage' }>;
type CostFact = Extract<HostFact, { type: 'session.cost' }>;

const rounded = (usd: number): number => Math.round(usd * 1e9) / 1e9;

/** A record read again after a crash may be an older, smaller one: counts only ever grow. */
const more = (now: number, before: number): number => Math.max(0, now - before);

const newTokens = (now: Tokens, before: Tokens): Tokens => ({
  input: more(now.input, before.input),
  output: more(now.output, before.output),
  cache_read: more(now.cache_read, before.cache_read),
  cache_write: more(now.cache_write, before.cache_write),
  thoughts: more(now.thoughts, before.thoughts),
  ...hourly(more(now.cache_write_1h ?? 0, before.cache_write_1h ?? 0)),
});

const newUsd = (now: number | null, before: CountedMessage | undefined): number | null =>
  now === null ? null : rounded(more(now, before?.usd ?? 0));

/** Each message counts once, however often, by whichever session and from whichever file it is told. */
export const usageDraft = (state: DayState, fact: UsageFact, task: string): Draft => {
  const { at: _at, ...rest } = fact;
  const before = rest.message === undefined ? undefined : state.tasks.get(task)?.counted.get(rest.message);
  const tokens = newTokens(rest.tokens, before?.tokens ?? noTokens);
  const stated_usd = newUsd(rest.stated_usd, before);
  const news = { ...rest, tokens, stated_usd };
  return { ...news, task, ...priceOf(news, state.settings.prices, before?.tokens) };
};

/** What the agent states beyond, or short of, what was counted of its session. */
export const costDraft = (state: DayState, fact: CostFact, task: string): Draft => {
  const { at: _at, ...rest } = fact;
  const counted = state.sessions.get(fact.session)?.spend.usd ?? 0;
  return { ...rest, task, usd: rounded(rest.total_usd - counted) };
};

/** The model whose tokens nobody can price, or null. */
export const unpriced = (step: Step, fact: UsageFact): string | null =>
  priceOf(fact, step.state().settings.prices).usd === null ? fact.model : null;
