import type { JournalReader } from '../../journal/read.ts';
import type { DayState } from '../../state/model.ts';
import type { Input } from '../decide/input.ts';
import type { Launches } from './launches.ts';
import type { Layout } from './layout.ts';
import type { Sessions } from './sessions.ts';

/** What carrying out an effect needs. */
export interface EffectParts {
  readonly layout: Layout;
  readonly journal: JournalReader;
  /** Where orch's own bundles lie. */
  readonly programs: string;
  readonly state: () => DayState;
  readonly post: (input: Input) => void;
  readonly sessions: Sessions;
  readonly launches: Launches;
  readonly log: (text: string) => void;
}
