import { afterEach } from 'vitest';
import type { Project } from '../project.ts';
import { type Before, Person } from './person.ts';

const people: Person[] = [];

/** A console of this story, closed at its end whatever came of it. */
export const consoleOn = (project: Project, before: Partial<Before> = {}): Person => {
  const person = new Person(project, { size: '120x40', args: ['start'], ...before });
  people.push(person);
  return person;
};

afterEach(() => {
  for (const person of people.splice(0)) person.close();
});
