import { join } from 'node:path';
import type { Rule } from '../domain/ask.ts';
import { savedRules } from '../engine/run/restore.ts';
import { openForReading } from '../journal/journal.ts';
import { endWords } from '../state/rules.ts';
import { column, widest } from './columns.ts';
import { complain } from './complain.ts';
import { momentText } from './format.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { visible } from './visible.ts';

const MOST_SUBJECT = 60;

const listText = (rules: readonly Rule[], now: number): string => {
  const said = rules.map(({ answer, kind }) => `${answer} ${kind}`);
  const subjects = rules.map(({ subject }) => visible(subject));
  const widths = [
    widest(
      rules.map(({ id }) => id),
      2,
      6,
    ),
    widest(said, 4, 20),
    widest(subjects, 4, MOST_SUBJECT),
  ];
  const rows = rules.map((rule, at) => {
    const whose = rule.task === null ? 'every task' : `only ${rule.task}`;
    const cells = [rule.id, said[at] ?? '', subjects[at] ?? ''].map((text, i) =>
      column(text, widths[i] ?? 0),
    );
    return `${cells.join('  ')}  ${whose}, ${endWords(rule, now, (until) => momentText(until, now))}\n`;
  });
  return rows.join('');
};

/** `orch inbox --rules`: the answers given for all asks alike, with whom they reach and how long. */
export const runRules = (json: boolean, io: Io): number => {
  const journal = openForReading(join(findProject(io.cwd), '.orch'));
  if (!journal.ok) return complain(io, journal.error);
  const rules = savedRules(journal.value);
  journal.value.close();
  if (!rules.ok) return complain(io, rules.error);
  if (json) io.out(`${JSON.stringify(rules.value)}\n`);
  else if (rules.value.length === 0) io.out('No rules: every ask comes to you.\n');
  else io.out(listText(rules.value, io.now()));
  return 0;
};
