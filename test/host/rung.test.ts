import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Stage, until } from './driver.ts';

const probe = ['--bind', '/', '/', '--dev-bind', '/dev', '/dev', '--proc', '/proc', '--unshare-pid', 'true'];
const hasNamespaces = spawnSync('bwrap', probe).status === 0;

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

describe('an agent that may only look', () => {
  test('cannot write in the folder it looks at, where this machine can hold it, and writes its papers', async () => {
    const author = join(stage.dir, 'author');
    mkdirSync(author);
    const locks = { readOnly: [author], writable: [stage.workspace] };
    const script = `touch ${author}/no 2>/dev/null; touch ${stage.workspace}/yes`;
    const host = await stage.shell(script, { safety: 'prefer', locks });
    await until(() => host.facts.some((fact) => fact.type === 'session.exited'));
    expect(existsSync(join(stage.workspace, 'yes'))).toBe(true);
    expect(existsSync(join(author, 'no'))).toBe(!hasNamespaces);
  });
});
