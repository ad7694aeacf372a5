import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile } from '../../../src/engine/run/place-file.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'orch-place-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

const person = (path: string, text: string): string => {
  const file = join(dir, 'person', path);
  fs.mkdirSync(join(file, '..'), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
};

describe('a copy of the person’s', () => {
  it('can be written without touching theirs, and is taken anew', () => {
    const theirs = person('config.json', '{}');
    const path = join(dir, 'home', 'config.json');
    placeFile({ path, copy: theirs });
    fs.writeFileSync(path, 'changed');
    expect(fs.readFileSync(theirs, 'utf8')).toBe('{}');
    fs.writeFileSync(theirs, '{"a":1}');
    placeFile({ path, copy: theirs });
    expect(fs.readFileSync(path, 'utf8')).toBe('{"a":1}');
  });

  it('of a folder has all of it: links followed, packages linked, no .git', () => {
    person('tool/config.json', '{}');
    person('tool/agents/a.md', 'A');
    person('tool/.git/HEAD', 'ref');
    person('tool/node_modules/@x/y/index.js', 'y');
    person('elsewhere/b.md', 'B');
    fs.symlinkSync(join(dir, 'person/elsewhere'), join(dir, 'person/tool/more'));
    fs.symlinkSync(join(dir, 'person/tool'), join(dir, 'person/tool/agents/round'));
    fs.symlinkSync('/nowhere', join(dir, 'person/tool/dead'));
    const path = join(dir, 'home', 'tool');
    placeFile({ path, copy: join(dir, 'person/tool') });
    expect(fs.readdirSync(path).sort()).toEqual(['agents', 'config.json', 'more', 'node_modules']);
    expect(fs.readdirSync(join(path, 'agents'))).toEqual(['a.md']);
    expect(fs.lstatSync(join(path, 'more')).isSymbolicLink()).toBe(false);
    expect(fs.readFileSync(join(path, 'more/b.md'), 'utf8')).toBe('B');
    expect(fs.lstatSync(join(path, 'node_modules')).isSymbolicLink()).toBe(false);
    expect(fs.readFileSync(join(path, 'node_modules/@x/y/index.js'), 'utf8')).toBe('y');
  });

  it('is gone when theirs is gone, and never takes theirs along', () => {
    const theirs = person('tool/node_modules/x/index.js', 'x');
    const path = join(dir, 'home', 'tool');
    placeFile({ path, copy: join(dir, 'person/tool') });
    placeFile({ path, copy: join(dir, 'person/none') });
    expect(fs.existsSync(path)).toBe(false);
    expect(fs.existsSync(theirs)).toBe(true);
  });
});
