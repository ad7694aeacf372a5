import { execFileSync } from 'node:child_process';

/** Names that explain nothing hide a room that was never thought through. */
const empty = /(^|[-/])(utils?|helpers?|managers?|services?|common|misc)([-./]|$)/i;
const files = execFileSync('git', [
  'ls-files',
  '--cached',
  '--others',
  '--exclude-standard',
  'src',
  'components',
])
  .toString()
  .split('\n');
const wrong = files.filter((file) => empty.test(file));
for (const file of wrong)
  process.stderr.write(`${file}: this name says nothing. Name the file after the one thing it does.\n`);
process.exit(wrong.length > 0 ? 1 : 0);
