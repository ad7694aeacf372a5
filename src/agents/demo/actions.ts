import * as field from './fields.ts';

/** On every action: play it only after this answer, or only in this attempt. */
const always = { when: field.optionalText, attempt: field.optionalCount };

/** What a demo script can do, and the keys of each action. */
export const actions = {
  plan: { ...always, text: field.text },
  say: { ...always, text: field.text, seconds: field.seconds(1) },
  think: { ...always, text: field.text, seconds: field.seconds(2) },
  read: { ...always, file: field.file, seconds: field.seconds(0.8) },
  write: { ...always, file: field.file, text: field.text, seconds: field.seconds(1) },
  edit: {
    ...always,
    file: field.file,
    find: field.optionalText,
    text: field.text,
    seconds: field.seconds(1),
  },
  run: { ...always, command: field.text, must_pass: field.flag, seconds: field.seconds(0.5) },
  usage: {
    ...always,
    model: field.optionalText,
    input: field.count,
    output: field.count,
    cache_read: field.count,
    cache_write: field.count,
    thoughts: field.count,
    usd: field.optionalCount,
  },
  ask: {
    ...always,
    question: field.text,
    options: field.texts,
    recommended: field.optionalText,
    context: field.optionalText,
    impact: field.optionalText,
    wait: field.patience,
  },
  permission: { ...always, command: field.text, text: field.optionalText, wait: field.patience },
  commit: { ...always, message: field.text, wait: field.patience },
  summary: { ...always, text: field.text },
  notes: { ...always, text: field.text },
  fail: { ...always, text: field.optionalText, code: field.code },
  crash: { ...always },
  hang: { ...always },
  flood: { ...always, lines: field.count, mb: field.count },
  spawn: { ...always, seconds: field.seconds(600) },
} as const;

export type ActionName = keyof typeof actions;

type Shapes = typeof actions;
type ValueOf<F> = F extends { readonly read: (value: never) => infer T } ? Exclude<T, undefined> : never;
type Otherwise<F> = F extends { readonly otherwise?: infer T } ? Extract<Exclude<T, undefined>, null> : never;

export type ActionOf<K extends ActionName> = { readonly do: K } & {
  readonly [F in keyof Shapes[K]]: ValueOf<Shapes[K][F]> | Otherwise<Shapes[K][F]>;
};

/** One action of a checked script: every key is there, defaults filled in. */
export type Action = { [K in ActionName]: ActionOf<K> }[ActionName];

export const actionNames = Object.keys(actions) as readonly ActionName[];
