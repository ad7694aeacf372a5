import type { Fact } from '../../domain/fact.ts';
import { hourly, type Tokens } from '../../domain/money.ts';
import { countOf, isObject, numberOf, textOf } from '../record.ts';
import type { CostSoFar } from './memory.ts';

type Usage = Readonly<Record<string, unknown>>;

/** Kinds that do not overlap: thoughts are stated as a part of the output. */
export const tokensOf = (usage: Usage): Tokens => {
  const details = isObject(usage.output_tokens_details) ? usage.output_tokens_details : {};
  const output = countOf(usage.output_tokens);
  const written = isObject(usage.cache_creation) ? usage.cache_creation : {};
  const thoughts = Math.min(output, countOf(details.thinking_tokens));
  return {
    input: countOf(usage.input_tokens),
    output: output - thoughts,
    cache_read: countOf(usage.cache_read_input_tokens),
    cache_write: countOf(usage.cache_creation_input_tokens),
    thoughts,
    ...hourly(countOf(written.ephemeral_1h_input_tokens)),
  };
};

/** What tells one message's usage from another's in the status line, which names no message. */
export const usageMark = (usage: Usage): string =>
  [usage.input_tokens, usage.output_tokens, usage.cache_read_input_tokens, usage.cache_creation_input_tokens]
    .map(countOf)
    .join('/');

interface Paid {
  readonly cost: CostSoFar;
  readonly facts: readonly Fact[];
}

const rounded = (usd: number): number => Math.round(usd * 1e9) / 1e9;

/**
 * The running sum of its status line, which is that of the process alone: what Claude Code would carry on of
 * an earlier one lies in a file that is written anew for each.
 */
export const onSum = (cost: CostSoFar, line: Usage): CostSoFar => {
  const total = isObject(line.cost) ? numberOf(line.cost.total_cost_usd) : null;
  const window = isObject(line.context_window) ? line.context_window : {};
  if (total === null || !isObject(window.current_usage)) return cost;
  return { ...cost, last: { total: rounded(total), usage: usageMark(window.current_usage) } };
};

/** A message of the main conversation was counted. */
export const onCounted = (cost: CostSoFar, usage: string): CostSoFar => ({ ...cost, usage });

/**
 * The sum, where it is that of all that was counted. Its status line tells of the last message a moment after the
 * sum grew by it: while Claude Code works, the two may not belong together.
 */
export const atRest = (cost: CostSoFar): Paid => {
  const { last, usage, said } = cost;
  if (last === null || last.usage !== usage || last.total === said) return { cost, facts: [] };
  const fact: Fact = { type: 'session.cost', total_usd: last.total };
  return { cost: { ...cost, said: last.total }, facts: [fact] };
};

const windows: Readonly<Record<string, string>> = { five_hour: '5h', seven_day: '7d' };

interface Quotas {
  readonly quota: Readonly<Record<string, number>>;
  readonly facts: readonly Fact[];
}

const MS = 1000;

/** How far the plan is used up; each window once for every hundredth. */
export const onQuotas = (before: Readonly<Record<string, number>>, line: Usage): Quotas => {
  const limits = isObject(line.rate_limits) ? line.rate_limits : {};
  const said = Object.entries(limits).flatMap(([name, limit]) => {
    if (!isObject(limit)) return [];
    const percent = numberOf(limit.used_percentage);
    if (percent === null) return [];
    const window = windows[name] ?? textOf(name) ?? name;
    const used = Math.round(percent) / 100;
    const resets = numberOf(limit.resets_at);
    if (before[window] === used) return [];
    return [
      { type: 'session.quota' as const, window, used, resets_at: resets === null ? null : resets * MS },
    ];
  });
  return {
    quota: { ...before, ...Object.fromEntries(said.map(({ window, used }) => [window, used])) },
    facts: said,
  };
};
