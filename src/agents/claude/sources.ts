import type { LaunchContext, SourceSpec } from '../agent.ts';
import { STATUS_OSC } from '../osc-status.ts';
import { transcriptsDir } from './paths.ts';

/** Who calls: a hook, or the status line. */
export const HOOK = 'hook';
export const STATUS = 'status';
const TRANSCRIPT = 'transcript';

/** A caller's name says of which process it is: what one process counts begins anew in the next. */
export const nameOf = (who: typeof HOOK | typeof STATUS, { session }: Pick<LaunchContext, 'session'>) =>
  `${who}@${session}`;

export interface Caller {
  readonly who: string;
  readonly session: string;
}

export const callerOf = (from: string): Caller => {
  const at = from.indexOf('@');
  return at < 0 ? { who: from, session: '' } : { who: from.slice(0, at), session: from.slice(at + 1) };
};

/** The conversation a transcript source was opened for. */
export const conversationOf = (id: string): string => id.slice(TRANSCRIPT.length + 1);

/** It tries a request again, with a countdown: the words before it stay the same. */
const RETRYING = String.raw`(?<=^\S )[^\n·]{3,80}(?= · retrying in )`;

export const sources = (context: LaunchContext, conversation: string): readonly SourceSpec[] => [
  { kind: 'osc', codes: [STATUS_OSC] },
  {
    kind: 'follow_all',
    id: `${TRANSCRIPT}:${conversation}`,
    dir: transcriptsDir(context),
    pattern: String.raw`\.jsonl$`,
  },
  { kind: 'screen', rules: [RETRYING] },
];
