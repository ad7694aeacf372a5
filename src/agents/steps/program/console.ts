import { stripVTControlCharacters } from 'node:util';
import type { Step } from '../../../domain/task.ts';

/** The running log on the step program's terminal. */
export interface Log {
  readonly banner: (name: string, about: string) => void;
  readonly step: (place: string, step: Step) => void;
  readonly output: (chunk: Buffer) => void;
  readonly outcome: (mark: 'ok' | 'failed' | 'optional', text: string) => void;
  readonly line: (text: string) => void;
}

const quiet = '2';
const marks = { ok: ['✔', '32'], failed: ['✘', '31'], optional: ['▲', '33'] } as const;

const quoted = (arg: string): string =>
  /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`;

export const openLog = (write: (text: string) => void, color: boolean): Log => {
  let rest = '';
  const painted = (text: string, code: string): string => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  const line = (text: string): void => write(`${text}\n`);
  const rail = (text: string): void => line(`${painted('   │', quiet)} ${stripVTControlCharacters(text)}`);
  const flush = (): void => {
    if (rest !== '') rail(rest);
    rest = '';
  };
  return {
    banner: (name, about) => {
      line(`${painted(' ▄▀▀▄ ', '36')} ${painted(name, '1')}`);
      line(`${painted(' ▀▄▄▀ ', '36')} ${painted(about, quiet)}`);
    },
    step: (place, { skill, args, optional }) => {
      const words = [skill, ...args.map(quoted)].join(' ');
      line(
        `\n ${painted(place, quiet)} ${painted(words, '1')}${optional ? painted(' (optional)', quiet) : ''}`,
      );
    },
    output: (chunk) => {
      const rows = `${rest}${chunk.toString('utf8')}`.split(/\r\n|\n|\r/);
      rest = rows.pop() ?? '';
      rows.forEach(rail);
    },
    outcome: (mark, text) => {
      flush();
      const [sign, code] = marks[mark];
      line(`   ${painted('└', quiet)} ${painted(`${sign} ${text}`, code)}`);
    },
    line: (text) => line(`\n ${text}`),
  };
};
