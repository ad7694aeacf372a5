import type { TaskState } from '../../src/domain/task.ts';
import { stateOf } from '../../src/state/explain.ts';
import type { DayState, TaskEntry } from '../../src/state/model.ts';
import { liveSession } from '../store/context.ts';
import type { Tone } from '../theme/palette.ts';
import type { Theme } from '../theme/theme.ts';
import { type Piece, piece } from './line.ts';

const tones: Readonly<Record<TaskState, Tone>> = {
  done: 'ok',
  running: 'accent',
  waiting: 'wait',
  queued: 'dim',
  blocked: 'dim',
  failed: 'bad',
  needs_review: 'review',
};

/** One cell that says how a task is; the sign holds where colours do not. */
export const stateSign = (day: DayState, task: TaskEntry, { glyphs }: Theme): Piece => {
  const state = stateOf(task);
  const session = liveSession(day, task);
  if (session?.paused === true && state === 'running') return piece(glyphs.paused, 'wait');
  if (task.hold === 'cap') return piece(glyphs.halted, 'bad');
  if (task.hold === 'stop' || task.hold === 'person') return piece(glyphs.paused, 'dim');
  const ask = day.asks.get(task.asks.first() ?? '');
  if (state === 'waiting' && ask !== undefined)
    return piece(glyphs.ask[ask.body.kind], ask.body.kind === 'violation' ? 'bad' : 'wait');
  return piece(glyphs.state[state], tones[state]);
};

export const stateTone = (task: TaskEntry): Tone => tones[stateOf(task)];
