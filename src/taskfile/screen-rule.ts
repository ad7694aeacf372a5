import type { ScreenRule } from '../domain/settings.ts';
import { keys } from './keys.ts';
import { mapping } from './mapping.ts';
import { type Reader, type Reading, refuse } from './reader.ts';
import { regexWith } from './regex.ts';
import { choice } from './scalars.ts';
import type { Tree } from './tree.ts';

const shape = mapping({
  what: 'a rule of `screen`',
  fields: {
    // As the session host looks for it on the screen.
    match: regexWith('mu'),
    in: choice(['screen', 'title']),
    state: choice(['working', 'idle', 'blocked', 'done', 'limited', 'error']),
    ask: choice(['permission', 'question']),
    allow: keys,
    deny: keys,
  },
  required: ['match'],
  hints: { regex: 'did you mean `match`?', pattern: 'did you mean `match`?', yes: 'did you mean `allow`?' },
});

type Given = Exclude<ReturnType<typeof shape>, undefined>['given'];

const complaint = ({ state, ask, allow, deny, in: where }: Given): string | null => {
  const answered = allow !== undefined || deny !== undefined;
  if (ask === undefined && answered) return 'has keys that answer, but does not `ask: permission`';
  if (ask === undefined) return state === undefined ? 'needs `state` or `ask`' : null;
  if (state !== undefined && state !== 'blocked')
    return `asks, so its state is \`blocked\`, not \`${state}\``;
  if (where === 'title') return 'asks, and only what stands on the screen can be answered';
  if (ask === 'question') return answered ? 'asks a question: that is answered in words, not by keys' : null;
  return allow === undefined || deny === undefined
    ? 'asks for a permission, so it needs the keys that `allow` and `deny` it'
    : null;
};

const askOf = ({ ask, allow, deny }: Given): ScreenRule['ask'] => {
  if (ask === 'question') return { kind: 'question' };
  if (ask !== 'permission' || allow === undefined || deny === undefined) return null;
  return { kind: 'permission', allow, deny };
};

/** One rule: what stands on the screen or in the title, and what that means. */
export const screenRule: Reader<ScreenRule> = (tree: Tree, at: Reading) => {
  const read = shape(tree, at);
  if (read === undefined) return undefined;
  const { given } = read;
  // A value that could not be read is said already, and is not missing as well.
  const whole = [...read.keys.keys()].every((key) => given[key as keyof Given] !== undefined);
  const wrong = whole ? complaint(given) : null;
  if (wrong !== null) return refuse(tree, at, wrong);
  if (given.match === undefined) return undefined;
  return { match: given.match, in: given.in ?? 'screen', state: given.state ?? 'blocked', ask: askOf(given) };
};
