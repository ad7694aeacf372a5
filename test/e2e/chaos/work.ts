import { demo, type Line, steadily } from '../project.ts';

const some = (actions: number): Line[] => steadily().slice(0, actions);

const deliver = (id: string): Line => ({ do: 'write', file: `out/${id}.md`, text: id });

const task = (id: string, actions: readonly Line[], more: object = {}) =>
  demo(id, [...actions, deliver(id)], { deliverables: [`out/${id}.md`], retries: 1, ...more });

/** A day with a bit of everything that can be torn apart. */
export const busyDay = () => [
  task('steady', some(16)),
  task('asks', [...some(4), { do: 'ask', question: 'Which?', options: ['Red', 'Blue'] }, ...some(4)]),
  task('wishes', [...some(2), { do: 'permission', command: 'npm ci' }, ...some(6)]),
  task('spawns', [{ do: 'spawn' }, ...some(10)]),
  task('floods', [{ do: 'flood', mb: 2 }, ...some(6)]),
  task('commits', [...some(2), { do: 'commit', message: 'wip' }, ...some(2)]),
  task('after', some(8), { depends_on: ['steady'] }),
];
