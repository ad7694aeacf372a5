const NAMED: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\x1b',
  esc: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  insert: '\x1b[2~',
  delete: '\x1b[3~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
};

/** What a terminal sends for a key: 'a', 'enter', 'ctrl-c', 'alt-x'. */
export const bytesOfKey = (name: string): string => {
  const named = NAMED[name];
  if (named !== undefined) return named;
  if (name.startsWith('alt-')) return `\x1b${bytesOfKey(name.slice(4))}`;
  if (name.startsWith('ctrl-')) return String.fromCharCode(name.slice(5).toUpperCase().charCodeAt(0) & 31);
  return name;
};
