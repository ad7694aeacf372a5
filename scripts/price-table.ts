/** What the library states of one model; all else it says is left out. */
interface Listed {
  readonly id: string;
  readonly type: string;
  readonly cost: Rates & { readonly tiers?: readonly (Rates & { readonly inputTokensAbove: number })[] };
}

interface Rates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** The library's file of one seller: models by the API they are spoken to with. */
export type SellerFile = Readonly<Record<string, Readonly<Record<string, Listed>>>>;

/**
 * Whose prices orch carries, and what the library calls them: those who make models, and Bedrock, whose names
 * say so. Gateways are left out: what they resell has their price, under the makers' names.
 */
export const sellers: readonly string[] = [
  'anthropic',
  'openai',
  'google',
  'amazon-bedrock',
  'deepseek',
  'meta',
  'minimax',
  'mistral',
  'moonshotai',
  'xai',
  'zai',
];

const given = (usd: number, what: string): number => {
  if (!Number.isFinite(usd) || usd < 0 || usd > 10_000) throw new Error(`${what}: ${usd} is no price`);
  return usd;
};

/** A cache price of 0 means that the library knows none: such tokens cost what input costs. */
const rates = (listed: Rates, id: string) => ({
  input: given(listed.input, id),
  output: given(listed.output, id),
  ...(given(listed.cacheRead, id) > 0 ? { cache_read: listed.cacheRead } : {}),
  ...(given(listed.cacheWrite, id) > 0 ? { cache_write: listed.cacheWrite } : {}),
});

const row = ({ id, cost }: Listed) => {
  const tiers = (cost.tiers ?? []).map((tier) => ({ above: tier.inputTokensAbove, ...rates(tier, id) }));
  const inOrder = tiers.toSorted((a, b) => a.above - b.above);
  return { ...rates(cost, id), ...(tiers.length > 0 ? { tiers: inOrder } : {}) };
};

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** Models people talk to, by their names in small letters; one without any price is left out: it is unknown. */
export const sellerRows = (file: SellerFile) => {
  const models = Object.values(file).flatMap((api) => Object.values(api));
  const priced = models.filter(({ type, cost }) => type === 'chat' && (cost.input > 0 || cost.output > 0));
  const rows = priced.map((model) => [model.id.toLowerCase(), row(model)] as const);
  return Object.fromEntries(rows.toSorted(([a], [b]) => byName(a, b)));
};
