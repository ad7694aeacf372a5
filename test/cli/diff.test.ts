import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDiff } from '../../src/cli/diff.ts';
import { visible } from '../../src/cli/visible.ts';

/** A real patch, made by git from what a script does to a repository. */
const patchOf = (script: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'orch-diff-'));
  const all = `set -e; git init -q; printf 'one\\ntwo\\nthree' > a.txt; seq 30 > 'b c.txt'; printf '\\0' > bin; echo x > run
    git add -A; t=$(git write-tree); ${script}; git add -A
    git -c core.quotePath=false diff --cached --binary --full-index -M $t`;
  const patch = execFileSync('sh', ['-c', all], { cwd: dir, encoding: 'utf8' });
  rmSync(dir, { recursive: true });
  return patch;
};

const plain = { color: false, terminal: true };

describe('a diff on a terminal', () => {
  it('has one heading a file and shows where lines changed', () => {
    expect(renderDiff(patchOf("printf 'one\\n2\\nthree\\n' > a.txt; echo new > n.txt; rm bin"), plain)).toBe(
      [
        'a.txt',
        '  line 1',
        ' one',
        '-two',
        '-three',
        '  (no newline at the end)',
        '+2',
        '+three',
        '',
        'bin (deleted, binary)',
        '',
        'n.txt (new)',
        '  line 1',
        '+new',
        '',
      ].join('\n'),
    );
  });

  it('says renamed, runnable, binary, link and empty files in words', () => {
    const script =
      "mv 'b c.txt' d.txt; chmod +x run; printf '\\1\\0' > bin; ln -s a.txt link; : > empty; : > 'e f'";
    const headings = renderDiff(patchOf(script), plain)
      .split('\n')
      .filter((line) => !/^[ +-]|^$/.test(line));
    expect(headings).toEqual([
      'bin (binary)',
      'b c.txt → d.txt (renamed)',
      'e f (new)',
      'empty (new)',
      'link (new link)',
      'run (runnable)',
    ]);
  });

  it('takes lines of a file for lines, though they look like headers', () => {
    const shown = renderDiff(patchOf("printf -- '-- a\\n++ b\\ndiff --git a/x b/x\\n' > a.txt"), plain);
    expect(shown).toContain('\n+-- a\n+++ b\n+diff --git a/x b/x\n');
  });

  it('colours additions, removals and places, and nothing else needs the colour', () => {
    const patch = patchOf("printf 'one\\n2\\nthree' > a.txt");
    const coloured = renderDiff(patch, { color: true });
    expect(coloured).toContain('\u001b[32m+2\u001b[0m');
    expect(coloured).toContain('\u001b[31m-two\u001b[0m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderDiff(patch, plain));
  });

  it('lets no file command the terminal', () => {
    const shown = renderDiff(patchOf("printf 'x\\033]0;title\\007\\r\\nok\\tok\\n' > a.txt"), plain);
    expect(shown).toContain('+x␛]0;title␇␍\n+ok\tok\n');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(
          /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });
});

it('without a terminal a diff is the patch itself', () => {
  const patch = patchOf("printf 'x\\r\\n\\033' > a.txt");
  expect(renderDiff(patch, { color: false })).toBe(patch);
});
