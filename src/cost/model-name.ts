/** How a model may be listed: by which seller (null: its name alone tells), under which id. */
export interface ModelName {
  readonly seller: string | null;
  readonly id: string;
}

/** What callers put before a model's own name. A gateway is not among them: it has prices of its own. */
const prefixes: Readonly<Record<string, string>> = {
  'amazon-bedrock': 'amazon-bedrock',
  anthropic: 'anthropic',
  bedrock: 'amazon-bedrock',
  deepseek: 'deepseek',
  gemini: 'google',
  google: 'google',
  meta: 'meta',
  minimax: 'minimax',
  mistral: 'mistral',
  models: 'google',
  moonshotai: 'moonshotai',
  openai: 'openai',
  'openai-codex': 'openai',
  'publishers/anthropic/models': 'anthropic',
  'publishers/google/models': 'google',
  xai: 'xai',
  zai: 'zai',
};

const bedrockResource = /^arn:aws[\w-]*:bedrock:[\w-]*:\d*:(?:inference-profile|foundation-model)\//;

const sellerOf = (model: string): ModelName => {
  const bedrock = bedrockResource.exec(model);
  if (bedrock !== null) return { seller: 'amazon-bedrock', id: model.slice(bedrock[0].length) };
  const slash = model.lastIndexOf('/');
  const prefix = model.slice(0, Math.max(0, slash));
  if (!Object.hasOwn(prefixes, prefix)) return { seller: null, id: model };
  return { seller: prefixes[prefix] ?? null, id: model.slice(slash + 1) };
};

/** Endings that name a snapshot or a revision of the same model, taken off one after the other. */
const endings: readonly RegExp[] = [
  // Claude Code's mark for the large context window.
  /\[1m\]$/,
  // Bedrock's revisions: `…-v1:0`, then `…-v1`.
  /(?<=anthropic\..*):\d+$/,
  /(?<=anthropic\..*)-v\d+$/,
  // Dates: `-20250929`, Vertex's `@20250929`, `-2025-08-07`.
  /[-@]20\d{6}$/,
  /-20\d\d-\d\d-\d\d$/,
];

const shorterIds = (id: string): readonly string[] => {
  const ids = [id];
  for (const ending of endings) {
    const last = ids.at(-1) ?? id;
    const shorter = last.replace(ending, '');
    if (shorter !== last) ids.push(shorter);
  }
  return ids;
};

/** The names a model may be listed under, the most exact first; never that of a model that is merely like it. */
export const namesOf = (model: string): readonly ModelName[] => {
  const { seller, id } = sellerOf(model.trim().toLowerCase());
  return shorterIds(id).map((each) => ({ seller, id: each }));
};
