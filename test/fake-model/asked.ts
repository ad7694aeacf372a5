export type DialectName = 'anthropic' | 'responses' | 'chat' | 'gemini';

export interface Message {
  readonly role: 'person' | 'model';
  /** What was said in words; the results of tools are not. */
  readonly text: string;
  /** What tools answered, in order. */
  readonly results: readonly string[];
}

export interface OfferedTool {
  readonly name: string;
  /** Codex groups tools: the group's name. */
  readonly namespace?: string;
}

/** A request to the model, whatever its dialect. */
export interface Asked {
  readonly dialect: DialectName;
  readonly path: string;
  readonly model: string;
  readonly stream: boolean;
  readonly messages: readonly Message[];
  readonly tools: readonly OfferedTool[];
  /** The JSON schema the answer must fit, where one is asked for. */
  readonly schema: unknown;
  /** What the CLI asks behind the person's back: titles, quota checks. It takes no turn. */
  readonly background: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** A JSON object as it came. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectIn = (value: unknown, key: string): Json => {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : {};
};

export const listIn = (value: unknown, key: string): readonly Json[] => {
  const inner = isObject(value) ? value[key] : undefined;
  return Array.isArray(inner) ? inner.filter(isObject) : [];
};

export const textIn = (value: unknown, key: string): string => {
  const inner = isObject(value) ? value[key] : undefined;
  return typeof inner === 'string' ? inner : '';
};

/** All text of a content that is a string, one part, or a list of parts. */
export const textOf = (content: unknown): string => {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('\n');
  return textIn(content, 'text');
};

/** The last results of tools the request carries: what a turn made by a function reacts to. */
export const lastResults = (asked: Asked): readonly string[] => {
  const last = asked.messages.findLast((message) => message.role === 'person');
  return last?.results ?? [];
};
