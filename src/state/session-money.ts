import { noSpend, type Spend } from '../domain/money.ts';

/** What one session has cost so far, and by whose word; part of its entry. */
export interface SessionMoney {
  readonly spend: Spend;
  readonly last_model: string | null;
  /** Each once; see priced-by.ts. */
  readonly priced_by: readonly string[];
}

/** The money of a session that has not used any. */
export const noSessionMoney: SessionMoney = { spend: noSpend, last_model: null, priced_by: [] };
