import type { Acceptance } from '../domain/task.ts';
import { mapping } from './mapping.ts';
import { projectPath } from './project-path.ts';
import { type Reader, refuse, reject } from './reader.ts';
import { regexWith } from './regex.ts';
import { prose } from './scalars.ts';

const check = mapping({
  what: 'a check',
  fields: { run: prose, file: projectPath, output: regexWith('') },
  hints: {
    command: 'did you mean `run`?',
    cmd: 'did you mean `run`?',
    path: 'did you mean `file`?',
    exists: 'did you mean `file`?',
    matches: 'did you mean `output`?',
  },
});

/** One line of `acceptance`: a sentence, or one check that orch can make itself. */
export const acceptance: Reader<Acceptance> = (tree, at) => {
  if (tree.kind === 'text') {
    const text = prose(tree, at);
    return text === undefined ? undefined : { kind: 'sentence', text: text.trim() };
  }
  if (tree.kind !== 'map') return reject(tree, at, 'a sentence, `{run: …}`, `{file: …}` or `{output: …}`');
  const read = check(tree, at);
  if (read === undefined) return undefined;
  const { run, file, output } = read.given;
  if (read.keys.size !== 1)
    return refuse(tree, at, 'must hold exactly one of `run`, `file` or `output`', 'make a list item of each');
  if (run !== undefined) return { kind: 'run', command: run };
  if (file !== undefined) return { kind: 'file', path: file };
  return output === undefined ? undefined : { kind: 'output', regex: output };
};
