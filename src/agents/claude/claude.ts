import type { Agent } from '../agent.ts';
import { answer } from './answer.ts';
import { detect } from './detect.ts';
import { launch, resume } from './launch.ts';
import { observe } from './observe.ts';
import { tell } from './tell.ts';

/** Claude Code by Anthropic, in its own screen. */
export const claude: Agent = {
  name: 'claude',
  detect,
  lacks: () => null,
  launch,
  resume,
  observe,
  answer,
  tell,
  outputIsProgress: false,
  // It asks for what it may not do, by a dialog; no flag would mend what else fails.
  recoveries: [],
};
