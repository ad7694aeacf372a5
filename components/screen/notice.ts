import { visible } from './visible.ts';

const LONGEST = 200;
const MOST_COPIED = 1024 * 1024;

type Env = Readonly<Record<string, string | undefined>>;

/** A text inside an escape sequence must not end it. */
const harmless = (text: string): string => visible(text.replace(/\s+/g, ' ')).slice(0, LONGEST);

const knowsOsc9 = (env: Env): boolean =>
  /^(iTerm\.app|WezTerm|ghostty)$/.test(env.TERM_PROGRAM ?? '') || env.KITTY_WINDOW_ID !== undefined;

const knowsOsc777 = (env: Env): boolean =>
  env.VTE_VERSION !== undefined || /^(foot|rxvt)/.test(env.TERM ?? '');

/** A bell, and a desktop notification by the one sequence this terminal knows. */
export const noticeBytes = (text: string, env: Env): string => {
  const bell = '\x07';
  // A multiplexer would show the sequence to the wrong terminal, or as text.
  if (env.TMUX !== undefined || env.STY !== undefined) return bell;
  if (knowsOsc9(env)) return `${bell}\x1b]9;${harmless(text)}\x1b\\`;
  return knowsOsc777(env) ? `${bell}\x1b]777;notify;orch;${harmless(text).replaceAll(';', ',')}\x1b\\` : bell;
};

export const titleBytes = (text: string): string => `\x1b]2;${harmless(text)}\x1b\\`;

/** Onto the clipboard; what is too long for any terminal is left off. */
export const copyBytes = (text: string): string =>
  `\x1b]52;c;${Buffer.from(text.slice(0, MOST_COPIED)).toString('base64')}\x1b\\`;
