const HEREDOC = /<<-?\s*(['"]?)(\w+)\1.*\n[\s\S]*?^\s*\2\s*$/gm;
const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"/g;

/** A redirection where a command would begin. */
const BARE = /(?:^|[;\n|(){}]|&(?!>)|\b(?:then|do|else)\b)\s*(?:[A-Za-z_]\w*=\S*\s+)*\d*(?:&>|>|<>)/;

/** OpenCode asks about commands, and sees none in `> file`: it would empty any file unasked. */
export const hasBareRedirect = (command: string): boolean =>
  BARE.test(command.replaceAll(HEREDOC, '\n').replaceAll(QUOTED, 'quoted'));

export const BARE_REDIRECT =
  'A redirection needs a command before it here: write `: > file` to empty a file, so that a person can be asked.';
