/**
 * What the console asks of a terminal while it owns it. The title is kept on the
 * terminal's stack, and no line wraps: the last cell of a row stays the last.
 */
export const ENTER = [
  '\x1b[22;0t',
  '\x1b[?1049h',
  '\x1b[0m',
  '\x1b[?7l',
  '\x1b[?1l',
  '\x1b[?25l',
  '\x1b[?2004h',
  '\x1b[?1002h\x1b[?1006h',
  '\x1b[?1004h',
].join('');

/** Everything back as a shell wants it, whatever state we were in: a frame may have been cut off. */
export const LEAVE = [
  '\x1b[?2026l',
  '\x1b[0m',
  '\x1b[?1004l',
  '\x1b[?1006l\x1b[?1002l',
  '\x1b[?2004l',
  '\x1b[?7h',
  '\x1b[0 q',
  '\x1b[?1049l',
  '\x1b[?25h',
  '\x1b[23;0t',
].join('');

/** OSC 11 with a question mark. */
export const ASK_BACKGROUND = '\x1b]11;?\x1b\\';
