import type { Agent } from '../agent.ts';
import { answer } from './answer.ts';
import { detect } from './detect.ts';
import { launch, resume } from './launch.ts';
import { observe } from './observe.ts';
import { recoveries } from './recoveries.ts';
import { tell } from './tell.ts';

/** Google's Gemini CLI, in its own screen. */
export const gemini: Agent = {
  name: 'gemini',
  detect,
  lacks: () => null,
  launch,
  resume,
  observe,
  answer,
  tell,
  outputIsProgress: false,
  recoveries,
};
