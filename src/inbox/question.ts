import type { AskBody } from '../domain/ask.ts';

const HEADING = /^#{1,6}\s+(.*?)\s*#*\s*$/;
const OPTION = /^\s*(?:(?:[A-Za-z]|\d{1,2})[).:]|[-*+])\s+(\S.*)$/;
const RECOMMENDED = /★|\(recommended\)|\[recommended\]/i;
const SECTIONS = new Set(['context', 'question', 'options', 'impact']);
const LONGEST = 16_000;

/** The text under each known heading; what stands under others, or none, is under ''. */
const sections = (markdown: string): Map<string, string> => {
  const found = new Map<string, string>();
  let current = '';
  for (const line of markdown.split(/\r?\n/)) {
    const title = HEADING.exec(line)?.[1]?.toLowerCase().replace(/:$/, '');
    if (title !== undefined) current = SECTIONS.has(title) ? title : '';
    else found.set(current, `${found.get(current) ?? ''}${line}\n`);
  }
  return new Map([...found].map(([title, text]) => [title, text.trim()]));
};

/** One option a marked line; a line that is not marked goes on with the one before. */
const optionLines = (text: string): string[] => {
  const options: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const option = OPTION.exec(line)?.[1];
    if (option !== undefined) options.push(option.trim());
    else if (options.length > 0) options.push(`${options.pop()} ${line.trim()}`);
  }
  return options;
};

const withoutMark = (option: string): string =>
  option
    .replace(RECOMMENDED, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/\*\*/g, '')
    .trim();

/** question.md as an ask. Any text is at least a question; null where there is none. */
export const readQuestion = (markdown: string): AskBody | null => {
  const text = markdown
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .slice(0, LONGEST);
  if (text.trim() === '') return null;
  const parts = sections(text);
  const options = optionLines(parts.get('options') ?? '');
  const recommended = options.findIndex((option) => RECOMMENDED.test(option));
  return {
    kind: 'question',
    text: parts.get('question') || parts.get('') || text.trim(),
    options: options.map(withoutMark),
    recommended: recommended < 0 ? null : recommended,
    context: parts.get('context') || null,
    impact: parts.get('impact') || null,
    subject: null,
    layer: 'file',
  };
};
