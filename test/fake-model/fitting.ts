import { isObject, objectIn } from './asked.ts';

const DEEPEST = 8;

const typeOf = (schema: Readonly<Record<string, unknown>>): string => {
  const { type } = schema;
  const [first] = Array.isArray(type) ? type : [type];
  if (typeof first === 'string') return first.toLowerCase();
  return 'properties' in schema ? 'object' : 'string';
};

/** A small value that fits a JSON schema, with these words where it wants some. */
export const fitting = (schema: unknown, words: string, depth = 0): unknown => {
  if (!isObject(schema) || depth > DEEPEST) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(objectIn(schema, 'properties')).map(([key, inner]) => [
          key,
          fitting(inner, words, depth + 1),
        ]),
      );
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'null':
      return null;
    default:
      return words;
  }
};
