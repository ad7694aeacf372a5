import { addTokens, noTokens, type Price, type Tokens, totalTokens } from '../../src/domain/money.ts';
import type { Asked } from './asked.ts';

/**
 * How a request ended: `billed`, streamed to its end; `refused`, an error instead of an answer;
 * `broken`, stopped inside by a fault; `left`, given up by the client.
 */
export type Outcome = 'billed' | 'refused' | 'broken' | 'left';

/** A request that has come. */
export interface Arrival {
  readonly asked: Asked;
  readonly script: string | null;
  /** From 0; null where no script was asked for. */
  readonly turn: number | null;
  /** When it had come (ms). */
  readonly began: number;
}

export interface Entry extends Arrival {
  readonly model: string;
  /** When the last byte was sent (ms). */
  readonly ended: number;
  readonly outcome: Outcome;
  readonly status: number;
  /** As sent, in the kinds this dialect states; none unless billed. */
  readonly tokens: Tokens;
  /** The tools it called: where there is none, the agent's turn ends with it. */
  readonly calls: readonly string[];
}

/** When the model was at a turn of a script: the truth of working and idle. */
export interface Span {
  readonly script: string;
  readonly turn: number;
  readonly began: number;
  readonly ended: number;
  readonly outcome: Outcome;
  /** True where it called no tool and was answered whole: the agent is to be idle now. */
  readonly last: boolean;
}

export type Filter = (entry: Entry) => boolean;

const everything: Filter = () => true;
const MILLION = 1_000_000;

const costOf = (price: Price, tokens: Tokens): number =>
  tokens.input * price.input +
  (tokens.output + tokens.thoughts) * price.output +
  tokens.cache_read * (price.cache_read ?? price.input) +
  (tokens.cache_write - (tokens.cache_write_1h ?? 0)) * (price.cache_write ?? price.input) +
  // As Anthropic sells it.
  (tokens.cache_write_1h ?? 0) * price.input * 2;

/** All that was answered, with the usage as it was really sent. */
export class Ledger {
  readonly entries: Entry[] = [];

  /** Answers streamed to their end: what a provider would bill. */
  billed(filter: Filter = everything): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome === 'billed' && filter(entry));
  }

  /** Requests that cost nothing: refused, broken inside, or given up. */
  unbilled(filter: Filter = everything): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome !== 'billed' && filter(entry));
  }

  /** Tokens by kind, over all that was billed. */
  tokens(filter: Filter = everything): Tokens {
    return this.billed(filter).reduce((sum, entry) => addTokens(sum, entry.tokens), noTokens);
  }

  /** Tokens by model and kind. */
  byModel(filter: Filter = everything): ReadonlyMap<string, Tokens> {
    const models = new Map<string, Tokens>();
    for (const { model, tokens } of this.billed(filter))
      models.set(model, addTokens(models.get(model) ?? noTokens, tokens));
    return models;
  }

  total(filter: Filter = everything): number {
    return totalTokens(this.tokens(filter));
  }

  /** USD by a table of USD per million tokens; throws for a model it lacks. */
  usd(prices: Readonly<Record<string, Price>>, filter: Filter = everything): number {
    let sum = 0;
    for (const [model, tokens] of this.byModel(filter)) {
      const price = prices[model];
      if (price === undefined) throw new Error(`the ledger's price table has no ${model}`);
      sum += costOf(price, tokens);
    }
    return sum / MILLION;
  }

  /** When each turn of the scripts began and ended, retries and all, in order of their beginnings. */
  get timeline(): readonly Span[] {
    return this.entries
      .flatMap(({ script, turn, began, ended, outcome, calls }) =>
        script === null || turn === null
          ? []
          : [{ script, turn, began, ended, outcome, last: outcome === 'billed' && calls.length === 0 }],
      )
      .toSorted((a, b) => a.began - b.began);
  }
}
