import type { DemoAction } from '../../domain/task.ts';
import { suggestion } from '../../taskfile/nearest.ts';
import { type Action, type ActionName, actionNames, actions } from './actions.ts';
import type { Field } from './fields.ts';

export type Script =
  | { readonly ok: true; readonly actions: readonly Action[] }
  | { readonly ok: false; readonly sentence: string };

const bad = (sentence: string): Script => ({ ok: false, sentence });

const isKnown = (name: string): name is ActionName => (actionNames as readonly string[]).includes(name);

type Fields = Readonly<Record<string, Field<unknown>>>;

const article = (place: string, name: string): string => `demo action ${place} (\`${name}\`)`;

const wrongKey = (line: DemoAction, fields: Fields, where: string): string | null => {
  const known = ['do', ...Object.keys(fields)];
  const key = Object.keys(line).find((each) => !known.includes(each));
  return key === undefined ? null : `${where} has no key \`${key}\`: ${suggestion(key, known)}`;
};

const readFields = (line: DemoAction, fields: Fields, where: string): Action | string => {
  const values: Record<string, unknown> = { do: line.do };
  for (const [key, field] of Object.entries(fields)) {
    const given = line[key];
    const value = given === undefined ? field.otherwise : field.read(given);
    if (value === undefined)
      return given === undefined
        ? `${where} needs \`${key}\`, ${field.expects}`
        : `${where}: \`${key}\` must be ${field.expects}`;
    values[key] = value;
  }
  return values as unknown as Action;
};

const readAction = (line: DemoAction, place: number): Action | string => {
  if (!isKnown(line.do))
    return `demo action ${place}: there is no action \`${line.do}\`: ${suggestion(line.do, actionNames)}`;
  const fields: Fields = actions[line.do];
  const where = article(String(place), line.do);
  return wrongKey(line, fields, where) ?? readFields(line, fields, where);
};

/** A task's `demo:` list as actions, or a sentence about the first that is wrong. */
export const readScript = (lines: readonly DemoAction[]): Script => {
  if (lines.length === 0) return bad('the demo agent needs a script: list what it does under `demo:`');
  const read: Action[] = [];
  for (const [index, line] of lines.entries()) {
    const action = readAction(line, index + 1);
    if (typeof action === 'string') return bad(action);
    read.push(action);
  }
  return { ok: true, actions: read };
};
