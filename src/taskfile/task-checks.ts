import type { Finding } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { ReadTask } from './task.ts';

type Say = (key: string, message: string, hint: string) => void;

/** A split names all of its agents itself. */
const splitFindings = (keys: ReadTask['keys'], say: Say): void => {
  if (keys.has('agent')) say('agent', 'a task that is `split` names its agents there', 'delete `agent`');
  if (keys.has('review')) say('review', 'a task that is `split` names its reviewer there', 'delete `review`');
  if (keys.has('steps') || keys.has('demo')) say('split', 'a script cannot be split', 'delete `split`');
};

/** Mistakes a single task makes as a whole, each key of it being fine. */
export const taskFindings = (task: ReadTask): Finding[] => {
  const { spec, keys } = task;
  const at = (key: string) => keys.get(key) ?? task.id.span;
  const findings: Finding[] = [];
  const say = (key: string, message: string, hint: string) => findings.push({ span: at(key), message, hint });

  if (keys.has('steps') && keys.has('demo'))
    say('demo', 'a task has either `steps` or `demo`, not both', 'make two tasks of it');
  else if (spec.steps.length > 0 && !spec.agents.includes('steps'))
    say('agent', 'only the agent `steps` runs `steps`', 'delete `agent`, or the steps');
  else if (spec.demo.length > 0 && !spec.agents.includes('demo'))
    say('agent', 'only the agent `demo` plays `demo`', 'delete `agent`, or the demo script');

  if (keys.has('split')) splitFindings(keys, say);
  if (spec.agents.includes('steps') && !keys.has('steps'))
    say('agent', 'the agent `steps` needs `steps`', 'list them: `- {skill: bash, args: [-c, "…"]}`');
  const scripted = ['steps', 'demo'].some((word) => keys.has(word) || spec.agents.includes(word));
  // A misspelt key is told as unknown already; it is not missing as well.
  const described = [...keys.keys()].some((key) => nearest(key, ['description']) !== null);
  if (!scripted && !described) say('id', 'a task needs `description`', 'say what the agent is to do');
  return findings;
};
