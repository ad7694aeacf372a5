import type { FactSource } from '../domain/fact.ts';

/** Who says what an agent does, in a person's words; a guess says that it is one. */
export const sourceNames: Readonly<Record<FactSource, string>> = {
  osc: 'report',
  hook: 'hook',
  file: 'file',
  stream: 'stream',
  mcp: 'tool call',
  title: 'window title',
  protocol: 'protocol',
  process: 'process',
  screen: 'a guess from its screen',
};
