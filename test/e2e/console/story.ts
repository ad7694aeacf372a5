import { afterEach } from 'vitest';
import type { Project } from '../project.ts';
import { Person } from './person.ts';

const people: Person[] = [];

/** A console of this story, closed at its end whatever came of it. */
export const consoleOn = (
  project: Project,
  {
    size = '120x40',
    args = ['start'],
    argv,
  }: { size?: string; args?: readonly string[]; argv?: string[] } = {},
): Person => {
  const person = new Person(project, args, size, argv);
  people.push(person);
  return person;
};

afterEach(() => {
  for (const person of people.splice(0)) person.close();
});
