import type { AskKind } from '../../src/domain/ask.ts';
import type { TaskState } from '../../src/domain/task.ts';

/** Every sign the console draws by itself; all are one cell wide. */
export interface Glyphs {
  readonly state: Readonly<Record<TaskState, string>>;
  readonly paused: string;
  readonly halted: string;
  readonly ask: Readonly<Record<AskKind, string>>;
  readonly rule: string;
  readonly post: string;
  readonly teeDown: string;
  readonly teeUp: string;
  readonly teeLeft: string;
  readonly full: string;
  readonly empty: string;
  readonly pointer: string;
  readonly dot: string;
  readonly star: string;
  readonly more: string;
  readonly about: string;
  readonly after: string;
  readonly enter: string;
  readonly upDown: string;
  readonly bar: string;
}

export const drawn: Glyphs = {
  state: {
    done: '✔',
    running: '●',
    waiting: '?',
    queued: '○',
    blocked: '◌',
    failed: '✘',
    needs_review: '!',
  },
  paused: '‖',
  halted: '■',
  ask: { question: '?', permission: '◇', approval: '△', violation: '!', cap: '$', stuck: '~' },
  rule: '─',
  post: '│',
  teeDown: '┬',
  teeUp: '┴',
  teeLeft: '┤',
  full: '▓',
  empty: '░',
  pointer: '▌',
  dot: '·',
  star: '★',
  more: '…',
  about: '≈',
  after: '←',
  enter: '⏎',
  upDown: '↑↓',
  bar: '▎',
};

/** For terminals without UTF-8. */
export const ascii: Glyphs = {
  state: {
    done: '+',
    running: '*',
    waiting: '?',
    queued: 'o',
    blocked: '.',
    failed: 'x',
    needs_review: '!',
  },
  paused: '=',
  halted: '#',
  ask: { question: '?', permission: '<', approval: '^', violation: '!', cap: '$', stuck: '~' },
  rule: '-',
  post: '|',
  teeDown: '+',
  teeUp: '+',
  teeLeft: '+',
  full: '#',
  empty: '.',
  pointer: '>',
  dot: '-',
  star: '*',
  more: '~',
  about: '~',
  after: '<-',
  enter: 'Enter',
  upDown: 'up/dn',
  bar: '|',
};
