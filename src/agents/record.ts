/** One JSON line as an object, or null: a torn or foreign line says nothing. */
export const jsonObject = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Tokens and codes count from 0; what is no count is 0. */
export const countOf = (value: unknown): number => Math.max(0, Math.trunc(numberOf(value) ?? 0));
