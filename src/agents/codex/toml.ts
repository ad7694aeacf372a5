export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** A JSON string is a TOML string but for DEL, which TOML wants escaped. */
const text = (value: string): string => JSON.stringify(value).replaceAll('\x7f', '\\u007f');

const key = (name: string): string => (/^[\w-]+$/.test(name) ? name : text(name));

const isTable = (value: TomlValue): value is TomlTable => typeof value === 'object' && !Array.isArray(value);

/** A value in one line, tables too. */
export const inlineToml = (value: TomlValue): string => {
  if (typeof value === 'string') return text(value);
  if (!isTable(value)) return Array.isArray(value) ? `[${value.map(inlineToml).join(', ')}]` : String(value);
  const pairs = Object.entries(value).map(([name, each]) => `${key(name)} = ${inlineToml(each)}`);
  return `{ ${pairs.join(', ')} }`;
};

const lines = (table: TomlTable, path: readonly string[]): readonly string[] => {
  const entries = Object.entries(table);
  const plain = entries.filter(([, value]) => !isTable(value));
  const own = plain.map(([name, value]) => `${key(name)} = ${inlineToml(value)}`);
  const head = path.length > 0 && own.length > 0 ? ['', `[${path.map(key).join('.')}]`] : [];
  const below = entries.flatMap(([name, value]) => (isTable(value) ? lines(value, [...path, name]) : []));
  return [...head, ...own, ...below];
};

/** Only writes: what its own hand made is plain data. */
export const toToml = (table: TomlTable): string => `${lines(table, []).join('\n')}\n`;
