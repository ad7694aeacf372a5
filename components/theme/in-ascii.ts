/** One cell for one cell, so that nothing moves. */
const likeness: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '~',
  '—': '-',
  '–': '-',
  '−': '-',
  '“': '"',
  '”': '"',
  '’': "'",
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '×': 'x',
  '▶': '>',
  '⏎': '<',
};

/** The console's own words for a terminal without UTF-8; what agents and people wrote stays theirs. */
export const inAscii = (text: string): string =>
  text.replace(/[·…—–−“”’→←↑↓×▶⏎]/g, (sign) => likeness[sign] ?? '?');

const names: Readonly<Record<string, string>> = {
  '⏎': 'Enter',
  'Alt-⏎': 'Alt-Enter',
  '↑↓': 'Up Down',
  '↑': 'Up',
  '←→': 'Left Right',
};

/** A key as people write it who have no sign for it. */
export const keyInAscii = (key: string): string => names[key] ?? inAscii(key);
