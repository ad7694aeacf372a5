import type { DemoAction } from '../../domain/task.ts';
import { durationMs } from '../../taskfile/duration.ts';

type Value = DemoAction[string];

/** How one key of an action reads; without `otherwise` the key must be there. */
export interface Field<T> {
  readonly expects: string;
  readonly read: (value: Value) => T | undefined;
  readonly otherwise?: T;
}

const words = (value: Value): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
};

const amount = (value: Value): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= 1e12 ? value : undefined;

export const text: Field<string> = { expects: 'a text', read: words };

export const optionalText: Field<string | null> = { ...text, otherwise: null };

export const texts: Field<readonly string[]> = {
  expects: 'a list of texts',
  read: (value) => (Array.isArray(value) ? value : undefined),
  otherwise: [],
};

export const count: Field<number> = { expects: 'a number of 0 or more', read: amount, otherwise: 0 };

export const optionalCount: Field<number | null> = { expects: count.expects, read: amount, otherwise: null };

export const flag: Field<boolean> = {
  expects: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  otherwise: false,
};

const secondsOf = (value: Value): number | undefined => {
  if (typeof value !== 'string') return amount(value);
  const ms = durationMs(value);
  return ms === null ? undefined : ms / 1000;
};

/** Seconds as a number, or a duration with its unit. */
export const seconds = (otherwise: number): Field<number> => ({
  expects: 'seconds, such as 2 or `30s`',
  read: secondsOf,
  otherwise,
});

export const patience: Field<number | null> = {
  expects: 'how long to wait, such as `30s`',
  read: secondsOf,
  otherwise: null,
};

const leaves = (path: string): boolean =>
  /^[/~\\]|^[A-Za-z]:|\0/.test(path) || path.split(/[/\\]/).includes('..');

export const file: Field<string> = {
  expects: 'a path inside the project',
  read: (value) => (typeof value === 'string' && value !== '' && !leaves(value) ? value : undefined),
};

const exitCode = (value: Value): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 255 ? value : undefined;

export const code: Field<number> = { expects: 'an exit code from 1 to 255', read: exitCode, otherwise: 1 };
