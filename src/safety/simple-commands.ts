const SEPARATORS = /[;\n|&(){}`<>]+|\$\(/;

/** Words that only start another command; what follows them is what runs. */
const PREFIXES = new Set([
  'sudo',
  'doas',
  'env',
  'nohup',
  'time',
  'nice',
  'command',
  'builtin',
  'xargs',
  'then',
  'do',
  'else',
  'if',
  'while',
  '!',
]);

const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*=/.test(word);

const shells = /^(?:ba|z|da|k|fi)?sh$/;

const baseName = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/** How many words only lead up to the command: `sudo -u x env A=1`, `bash -lc`. */
const leadOf = (words: readonly string[]): number => {
  let at = 0;
  let inPrefix = false;
  while (at < words.length) {
    const word = words[at] ?? '';
    const name = baseName(word);
    const shellText = shells.test(name) && /^-\w*c$/.test(words[at + 1] ?? '');
    if (shellText) at += 2;
    else if (PREFIXES.has(name)) at += 1;
    else if (isAssignment(word) || (inPrefix && word.startsWith('-'))) at += 1;
    else break;
    inPrefix = true;
  }
  return at;
};

/**
 * Every simple command a shell text may run, as words, quotes and wrappers
 * taken off. Text inside quotes is read as commands too: `bash -c "…"` hides
 * nothing, at the price of now and then taking a string for a command.
 */
export const simpleCommands = (text: string): readonly (readonly string[])[] =>
  text
    .replaceAll(/\\\r?\n/g, ' ')
    .replaceAll(/["'\\]/g, '')
    .split(SEPARATORS)
    .map((part) => part.split(/\s+/).filter((word) => word !== ''))
    .map((words) => words.slice(leadOf(words)))
    .filter((words) => words.length > 0)
    .map(([name = '', ...rest]) => [baseName(name) || name, ...rest]);
