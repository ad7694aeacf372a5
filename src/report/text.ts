/** Text from agents and files, on one line and without control or direction characters. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();

/** As prose in Markdown: shown as it is written, whatever it contains. */
export const prose = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*[\]<>|]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/^[#+=~-]/, '\\$&');

/** As code in Markdown: fenced by more backticks than it contains in a row. */
export const code = (text: string): string => {
  const inner = oneLine(text);
  const longest = Math.max(0, ...(inner.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
};

const two = (n: number): string => String(n).padStart(2, '0');

const rest = (n: number, unit: string): string => (n === 0 ? '' : `${two(n)}${unit}`);

export const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${rest(seconds % 60, 's')}`;
  return `${Math.floor(minutes / 60)}h${rest(minutes % 60, 'm')}`;
};

export const usd = (amount: number): string =>
  amount > 0 && amount < 0.01 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`;

export const count = (n: number): string => n.toLocaleString('en-US');

export const times = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** Hours and minutes on the clock of the machine that reads the report. */
export const clockTime = (iso: string | null): string => {
  if (iso === null) return '…';
  const date = new Date(iso);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

export const longDate = (date: string): string => {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(at);
};

/** Money with what could not be priced beside it: unknown is never $0. */
export const money = (spend: { readonly usd: number; readonly unknown_tokens: number }): string => {
  if (spend.unknown_tokens === 0) return usd(spend.usd);
  const unknown = `${count(spend.unknown_tokens)} tokens of unknown price`;
  return spend.usd === 0 ? unknown : `${usd(spend.usd)} + ${unknown}`;
};

/** The same for work that may have recorded none at all, which is not the same as $0. */
export const spent = (spend: {
  readonly usd: number;
  readonly unknown_tokens: number;
  readonly by_model: readonly unknown[];
}): string => (spend.by_model.length === 0 ? 'no usage recorded' : money(spend));

const width = (text: string): number => [...text].length;

/** A table whose columns are in line as text, too. Columns named in `numbers` are set to the right. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly string[] = [],
): string => {
  const widths = head.map((name, at) =>
    Math.max(3, ...[name, ...rows.map((row) => row[at] ?? '')].map(width)),
  );
  const right = head.map((name) => numbers.includes(name));
  const cell = (text: string, at: number): string => {
    const space = ' '.repeat((widths[at] ?? 0) - width(text));
    return right[at] ? space + text : text + space;
  };
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const rule = widths.map((size, at) => (right[at] ? `${'-'.repeat(size - 1)}:` : '-'.repeat(size)));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
};
