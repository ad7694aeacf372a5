const picture = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};

/**
 * Text from a file or a program, safe to show: control characters, which could
 * command the terminal, and those that turn or hide text are made visible.
 * The joiners within emoji stay.
 */
export const visible = (text: string): string =>
  text.replace(/(?![\t\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu, picture);
