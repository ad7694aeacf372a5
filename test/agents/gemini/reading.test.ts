import { describe, expect, test } from 'vitest';
import { onlyLooks } from '../../../src/agents/gemini/reading.ts';

const CWD = '/p/tree';

describe('a command that only looks', () => {
  test.each([
    'ls -la',
    'cat src/a.ts | head -20',
    'grep -rn "foo bar" src && wc -l src/a.ts',
    'git status --short',
    'git --no-pager log --oneline -5',
    'find . -name "*.ts" 2>/dev/null',
    'cat /p/tree/README.md',
    'test -f a.txt && echo there',
  ])('%s', (command) => expect(onlyLooks(command, CWD)).toBe(true));
});

describe('a command that does more, or may', () => {
  test.each([
    '',
    'rm -rf src',
    'echo a > b.txt',
    'cat < secret',
    'cat /etc/passwd',
    'cat ~/.ssh/id_rsa',
    'cat ../../other/file',
    'echo $HOME',
    'echo `id`',
    'ls $(rm x)',
    'find . -exec rm {} +',
    'find . -delete',
    'sort -o out in',
    'rg --pre=./evil x',
    'git commit -m x',
    'git -c core.pager=./evil log',
    'git -C /elsewhere log',
    'git diff --output=x',
    'GIT_EXTERNAL_DIFF=./evil git diff',
    'sudo cat a',
    'env cat a',
    'ls; ./evil',
    'ls & ./evil',
    'ls\n./evil',
    'python -c "print(1)"',
    "bash -c 'ls'",
    'ls 2>/dev/null/../../x',
  ])('%s', (command) => expect(onlyLooks(command, CWD)).toBe(false));
});
