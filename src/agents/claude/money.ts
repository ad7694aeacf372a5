import type { Fact } from '../../domain/fact.ts';
import type { Tokens } from '../../domain/money.ts';
import { countOf, isObject, numberOf, textOf } from '../record.ts';
import type { CostSoFar } from './memory.ts';

type Usage = Readonly<Record<string, unknown>>;

/** Kinds that do not overlap: thoughts are stated as a part of the output. */
export const tokensOf = (usage: Usage): Tokens => {
  const details = isObject(usage.output_tokens_details) ? usage.output_tokens_details : {};
  const output = countOf(usage.output_tokens);
  const thoughts = Math.min(output, countOf(details.thinking_tokens));
  return {
    input: countOf(usage.input_tokens),
    output: output - thoughts,
    cache_read: countOf(usage.cache_read_input_tokens),
    cache_write: countOf(usage.cache_creation_input_tokens),
    thoughts,
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

const say = (cost: CostSoFar, total: number): Paid => {
  const spent = rounded(total - (cost.base ?? 0));
  const next = { ...cost, ahead: null };
  if (spent <= cost.said) return { cost: next, facts: [] };
  return { cost: { ...next, said: spent }, facts: [{ type: 'session.cost', total_usd: spent }] };
};

/** The running sum of its status line, said once the usage it is a sum of has been counted too. */
export const onSum = (cost: CostSoFar, line: Usage): Paid => {
  const total = isObject(line.cost) ? numberOf(line.cost.total_cost_usd) : null;
  if (total === null) return { cost, facts: [] };
  const window = isObject(line.context_window) ? line.context_window : {};
  const usage = isObject(window.current_usage) ? usageMark(window.current_usage) : '';
  if (cost.base === null) return { cost: { ...cost, base: total }, facts: [] };
  if (usage !== '' && usage !== cost.usage) return { cost: { ...cost, ahead: { total, usage } }, facts: [] };
  return say(cost, total);
};

/** A message of the main conversation was counted. */
export const onCounted = (cost: CostSoFar, usage: string): Paid => {
  const next = { ...cost, usage };
  return cost.ahead?.usage === usage ? say(next, cost.ahead.total) : { cost: next, facts: [] };
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
